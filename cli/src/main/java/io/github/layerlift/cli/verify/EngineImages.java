package io.github.layerlift.cli.verify;

import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.github.layerlift.fault.LayerliftException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The images of an engine at one moment.
 *
 * @param names each name, as Docker shows it, and the ID it refers to
 * @param ids of all images, including those without a name
 */
record EngineImages(Map<String, String> names, Set<String> ids) {
  private static final String HUB = "docker.io/";
  private static final String OFFICIAL = "docker.io/library/";

  EngineImages {
    names = Map.copyOf(names);
    ids = Set.copyOf(ids);
  }

  static EngineImages of(DockerCli docker) throws LayerliftException {
    String list = docker.ask(
        "image", "ls", "--all", "--no-trunc", "--format", "{{.ID}} {{.Repository}}:{{.Tag}}");
    Map<String, String> names = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (String line : list.lines().toList()) {
      int space = line.indexOf(' ');
      String name = line.substring(space + 1);
      ids.add(line.substring(0, space));
      if (!name.contains("<none>")) {
        names.put(name, line.substring(0, space));
      }
    }
    return new EngineImages(names, ids);
  }

  /** The ID that a name refers to; empty if there is no such name. */
  String id(String fullName) {
    return names.getOrDefault(shown(fullName), "");
  }

  /** Whether one of {@code digests} is the ID of an image. */
  boolean hasAny(Set<String> digests) {
    return digests.stream().anyMatch(ids::contains);
  }

  /** Whether one of {@code digests} is the ID of an image that has no name. */
  boolean hasUnnamed(Set<String> digests) {
    return digests.stream().anyMatch(id -> ids.contains(id) && !names.containsValue(id));
  }

  /** Only the images that have {@code fullNames} or {@code digests}. */
  EngineImages only(Set<String> fullNames, Set<String> digests) {
    Set<String> shown = fullNames.stream().map(EngineImages::shown).collect(Collectors.toSet());
    return new EngineImages(
        Maps.filterKeys(names, shown::contains), Sets.intersection(ids, digests));
  }

  /** Docker leaves its own registry out of names. */
  private static String shown(String fullName) {
    String rest = fullName.startsWith(OFFICIAL) ? fullName.substring(OFFICIAL.length()) : fullName;
    boolean official = !rest.equals(fullName) && rest.indexOf('/') < 0;
    if (official) {
      return rest;
    }
    return fullName.startsWith(HUB) ? fullName.substring(HUB.length()) : fullName;
  }
}
