// Every page through html-validate.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { finish, faults, folder, load } from "./browser.mjs";

const { HtmlValidate, FileSystemConfigLoader } = await load("html-validate/dist/es/index.js");
const validate = new HtmlValidate(new FileSystemConfigLoader({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // Titles and descriptions are as long as the producer made them.
    "long-title": "off",
    // Safari takes a list without marks for no list, unless its role says so.
    "no-redundant-role": "off",
    "prefer-native-element": ["error", { exclude: ["list"] }],
    // `t=12.5` is an id that HTML allows and that addresses of moments need.
    "valid-id": ["error", { relaxed: true }],
    // The sum in the policy names the script and the style that stand in a page.
    "require-sri": "off",
    "require-csp-nonce": "off",
    "no-trailing-whitespace": "off",
  },
}));
let checked = 0;
for (const path of (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(".html") && !/(^|\/)transcripts\//.test(path))) {
  const report = await validate.validateFile(join(folder, path));
  for (const { messages } of report.results) {
    for (const { ruleId, message, line, column } of messages) faults.push(`${path}:${line}:${column}: ${ruleId}: ${message}`);
  }
  checked += 1;
}
finish(`html-validate: ${checked} pages`);
