package io.github.layerlift.options;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.soabase.recordbuilder.core.RecordBuilder.ConcreteSettersForOptionalMode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Generates a builder for a record. Optional components are set by their value, or not at all. */
@RecordBuilder.Template(
    options =
        @RecordBuilder.Options(
            builderMethodName = "unset",
            useImmutableCollections = true,
            addConcreteSettersForOptional =
                ConcreteSettersForOptionalMode.ENABLED_WITH_NULLABLE_ANNOTATION,
            nullableAnnotationClass = "org.jspecify.annotations.Nullable",
            addStaticBuilder = false,
            enableGetters = false))
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@interface WithBuilder {}
