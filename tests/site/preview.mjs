// What a producer sees who works on a show while `podwright serve` runs: node preview.mjs SHOW MODULES CHROMIUM ADDRESS

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, faults, finish, folder, launch, modules, open } from "./browser.mjs";

const address = process.argv[5];
const train = `${address}episodes/driving-the-train/`;
const yaml = join(folder, "episodes/driving-the-train/episode.yaml");
const axe = await readFile(join(modules, "axe-core/axe.min.js"), "utf8");
const edit = async (from, to) => {
  const text = await readFile(yaml, "utf8");
  expect(text.includes(from), `${from} in episode.yaml`);
  await writeFile(yaml, text.replace(from, to));
};
const patience = { timeout: 60000 };
const browser = await launch();
const desk = { viewport: { width: 1280, height: 900 } };
const { context, page } = await open(browser, { ...desk, reducedMotion: "reduce" }, "preview");
const panel = page.getByRole("complementary", { name: "podwright preview" });
const kinds = ["", "episodes/driving-the-train/", "episodes/driving-the-train/transcript/", "episodes/driving-the-train/easy-read/", "subscribe/"];
let checked = 0;
// Every kind of page with the panel as it is now: the policy lets it in, nobody is shut out by it, nothing is loaded from elsewhere.
const look = async (what) => {
  for (const kind of kinds) {
    await page.goto(address + kind);
    await page.evaluate(axe);
    for (const width of [320, 1280]) {
      for (const colorScheme of ["light", "dark"]) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        const { violations } = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        for (const { id, nodes } of violations) faults.push(`${what} ${kind} ${width} ${colorScheme}: ${id}: ${nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`).join(" ")}`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} ${kind} ${width}: scrolls sideways`);
        checked += 1;
      }
    }
  }
};

try {
  await look("all is well");
  await page.goto(train);
  expect(await page.getByRole("status").first().textContent() === "", "nothing found, nothing said");

  // A change is seen without a hand on the browser.
  await edit("title: Driving the train", "title: Steering the train");
  await page.waitForFunction(() => document.querySelector("h1").textContent.includes("Steering the train"), null, patience);

  // A show with a fault has pages all the same: what is missing is marked there, and told where it is read out.
  await edit("title: Steering the train", "titel: Steering the train");
  await page.waitForFunction(() => document.querySelector("#podwright-preview summary"), null, patience);
  await page.waitForFunction(() => document.querySelector("h1").textContent.includes("is missing"), null, patience);
  expect(await panel.getByRole("status").textContent().then((text) => text.includes("did you mean `title`?")), "the remedy stands in the live region");
  expect(await panel.isVisible(), "the panel is seen");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.matches("#podwright-preview summary")), "a keyboard reaches the panel");
  await page.keyboard.press("Enter");
  expect(await panel.locator("details").getAttribute("open") === null, "a keyboard folds the findings away");
  await look("a fault");

  // The policy lets in the panel's own script and no other. It complains on the console, so nobody listens to this page's.
  const foreign = await browser.newPage();
  for (const kind of kinds) {
    await foreign.goto(address + kind);
    const ran = await foreign.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.hacked = true";
      document.body.append(script);
      return globalThis.hacked === true;
    });
    expect(!ran, `${kind}: a foreign script runs in the preview`);
  }
  await foreign.close();

  const bare = await open(browser, { ...desk, javaScriptEnabled: false }, "without scripts");
  await bare.page.goto(train);
  expect(await bare.page.locator("#podwright-preview details[open] li").count() > 0, "findings are shown without scripts");
  await bare.context.close();

  await page.goto(train);
  await edit("titel: Steering the train", "title: Steering the train");
  await page.waitForFunction(() => !document.querySelector("#podwright-preview summary"), null, patience);
} catch (error) {
  faults.push(error.stack);
}
await context.close();
await browser.close();
finish(`preview: ${checked} looks`);
