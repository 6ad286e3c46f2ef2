// axe-core on every kind of page: light and dark, a phone of 320 pixels and a large screen, English, Welsh, right to left.
// Also: no sideways scrolling, nothing from elsewhere, nothing on the console.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, faults, finish, folder, launch, modules, open, serve } from "./browser.mjs";

const axe = await readFile(join(modules, "axe-core/axe.min.js"), "utf8");
const train = "episodes/driving-the-train";
const kinds = ["index.html", `${train}/index.html`, `${train}/transcript/index.html`, `${train}/easy-read/index.html`, "subscribe/index.html",
  "embed/driving-the-train/index.html", "impact/index.html", "impact/easy-read/index.html"];
const shows = [
  ["en", [...kinds, "episodes/how-to-start-well/index.html"]],
  ["cy", kinds],
  ["themed", ["index.html", `${train}/index.html`, `${train}/easy-read/index.html`, "subscribe/index.html"]],
  ["ar", kinds],
  ["fa", ["index.html", `${train}/index.html`, "impact/index.html"]],
  ["long", ["index.html", "page/2/index.html", "year/2015/index.html"]],
  ["talk", ["episodes/long-talk/index.html", "episodes/long-talk/transcript/2/index.html"]],
  ["hostile", ["index.html", "episodes/second/index.html", "episodes/second/easy-read/index.html", "subscribe/index.html", "impact/index.html", "impact/easy-read/index.html"]],
  ["empty", ["index.html"]],
  ["impact", ["impact/index.html", "impact/easy-read/index.html", "episodes/words-we-use/index.html"]],
  // A server shows this page at any address, so it names the path that the show's address has.
  ["en", ["404.html"], "/co-production-for-beginners/"],
];
const looks = [
  { width: 320, colorScheme: "light" },
  { width: 320, colorScheme: "dark" },
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
  { width: 768, colorScheme: "light", forcedColors: "active" },
];
// WCAG 2.2, 1.4.12.
const spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }";

const browser = await launch();
let checked = 0;
let rules = 0;
for (const [show, paths, at] of shows) {
  const server = await serve(join(folder, show), { at });
  for (const path of paths) {
    let where = `${show} ${path}`;
    const { context, page } = await open(browser, { reducedMotion: "reduce" }, where);
    await page.goto(server.address + path);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
    await page.evaluate(axe);
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    for (const { width, ...look } of looks) {
      where = `${show} ${path} ${width} ${Object.values(look).join(" ")}`;
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ forcedColors: "none", ...look });
      const { violations, passes } = await page.evaluate((forced) => axe.run({
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        // In forced colours the browser tells scripts the colours that the page asked for, not those that are seen.
        rules: { "color-contrast": { enabled: !forced } },
      }), look.forcedColors === "active");
      for (const { id, nodes } of violations) {
        for (const node of nodes) faults.push(`${where}: ${id}: ${node.target.join(" ")}: ${node.failureSummary.replaceAll("\n", " ")}`);
      }
      expect(passes.length > 10, `${where}: only ${passes.length} rules had something to look at`);
      expect(await sideways() <= 0, `${where}: scrolls sideways by ${await sideways()} pixels`);
      checked += 1;
      rules = Math.max(rules, passes.length);
    }
    // The player once more, small at the edge of the screen, while it plays.
    const plays = page.locator(".play, [name='play']");
    if (show === "en" && await plays.count() && !path.startsWith("embed/")) {
      await page.emulateMedia({ forcedColors: "none" });
      await plays.locator("visible=true").first().click();
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      for (const look of looks.slice(0, 4)) {
        where = `${show} ${path} ${look.width} ${look.colorScheme} playing`;
        await page.setViewportSize({ width: look.width, height: 900 });
        await page.emulateMedia({ colorScheme: look.colorScheme });
        await page.waitForSelector("#tools.small");
        const { violations } = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        for (const { id, nodes } of violations) faults.push(`${where}: ${id}: ${nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`).join(" ")}`);
        expect(await sideways() <= 0, `${where}: scrolls sideways by ${await sideways()} pixels`);
        checked += 1;
      }
    }
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, spacing);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await sideways() <= 0, `${where}: scrolls sideways by ${await sideways()} pixels when text is spaced out`);
    }
    await context.close();
  }
  server.close();
}
await browser.close();
finish(`axe: ${checked} pages, up to ${rules} rules each`);
