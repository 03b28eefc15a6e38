// Checks a CI file as its own system sees it: check.mjs SYSTEM PACKAGES FILE
//
// Prints each fault on a line of stdout. Ends with 0 if there is none, 1 if there are some, 3 if it couldn't check.
// ci-schemas.sh says more, and fetches PACKAGES (a folder with node_modules).
import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [system, packages, file] = process.argv.slice(2);

const load = (module) => import(pathToFileURL(join(resolve(packages), "node_modules", module)));

// The parser imports its schema in a way that bundlers allow, but not Node: without an attribute for JSON.
const jsonAsModule = `
  import { readFile } from "node:fs/promises";
  export async function load(url, context, next) {
    if (!url.endsWith(".json")) return next(url, context);
    const source = "export default " + (await readFile(new URL(url), "utf8"));
    return { format: "module", source, shortCircuit: true };
  }`;

async function gitHubActions(text) {
  register("data:text/javascript," + encodeURIComponent(jsonAsModule));
  const { NoOperationTraceWriter, parseWorkflow, convertWorkflowTemplate } =
    await load("@actions/workflow-parser/dist/index.js");
  const { context, value } = parseWorkflow({ name: file, content: text }, new NoOperationTraceWriter());
  // Adds errors to the context that only the whole shows, such as jobs that all wait for others.
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map((error) => error.message);
}

async function gitLabCi(text) {
  const { default: Ajv } = await load("ajv/dist/ajv.js");
  const { default: yaml } = await load("yaml/dist/index.js");
  const { schema } = await load("gitlab-ci-local/src/schema/schema.js");
  // GitLab reads YAML 1.1
  const document = yaml.parseDocument(text, { version: "1.1" });
  if (document.errors.length > 0) return document.errors.map((error) => error.message);
  // The schema has keywords for editors, which strict mode would reject.
  const validate = new Ajv.default({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
  validate(document.toJS());
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

const systems = { "github-actions": gitHubActions, "gitlab-ci": gitLabCi };

try {
  const faults = await systems[system](await readFile(file, "utf8"));
  // Below the first line, the YAML parser shows the place.
  faults.forEach((fault) => console.log(fault.split("\n")[0]));
  process.exitCode = faults.length > 0 ? 1 : 0;
} catch (error) {
  console.error(error);
  process.exitCode = 3;
}
