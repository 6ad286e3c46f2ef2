// Reads feeds with podcast-partytime and feedsmith; writes {reader: {file: what it read}} as JSON into a file.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.PODWRIGHT_TEST_NODE_MODULES, "readers.js"));
const partytime = require("podcast-partytime");
const feedsmith = require("feedsmith");

// partytime makes one text of a category and the one below it.
function category(text) {
  const [first, second] = text.split(" > ");
  return { text: first, categories: second === undefined ? [] : [{ text: second }] };
}

async function byPartytime(xml) {
  const feed = await partytime.parseFeed(xml);
  if (feed === null) return { fault: "not a feed" };
  return { ...feed, itunesCategory: (feed.itunesCategory ?? []).map(category) };
}

// partytime writes what it notices to stdout, so the answer goes into a file.
const [, , folder, answer] = process.argv;
const result = { partytime: {}, feedsmith: {} };
for (const name of readdirSync(folder).filter((name) => name.endsWith(".xml"))) {
  const xml = readFileSync(join(folder, name), "utf8");
  const stem = name.slice(0, -4);
  result.partytime[stem] = await byPartytime(xml);
  result.feedsmith[stem] = feedsmith.parseFeed(xml).feed;
}
writeFileSync(answer, JSON.stringify(result));
