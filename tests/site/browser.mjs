// A browser and a server for the tests of the pages. Nothing but the loopback is reached.

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";

export const [folder, modules, chromium] = process.argv.slice(2);
export const load = (name) => import(pathToFileURL(join(modules, name)).href);

const types = {
  ".css": "text/css", ".html": "text/html", ".jpg": "image/jpeg", ".json": "application/json", ".m4a": "audio/x-m4a", ".mp3": "audio/mpeg",
  ".png": "image/png", ".txt": "text/plain", ".vtt": "text/vtt", ".webp": "image/webp", ".xml": "application/xml",
};

// The pages stand below this path, as on a host that many share.
export const below = "/some/where/";

// Serves a folder; `change` may alter the text of a page.
export async function serve(root, { change = (text) => text, at = below } = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = normalize(join(root, path.startsWith(at) ? path.slice(at.length) : "none"));
    const type = types[extname(file)];
    const facts = await stat(file).catch(() => null);
    if (!type || !facts?.isFile() || !file.startsWith(root)) {
      response.writeHead(404).end();
      return;
    }
    if (type === "text/html") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(change(await readFile(file, "utf8")));
      return;
    }
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    const [start, end] = range ? [Number(range[1]), range[2] ? Number(range[2]) : facts.size - 1] : [0, facts.size - 1];
    const headers = { "content-type": type, "accept-ranges": "bytes", "content-length": end - start + 1 };
    if (range) headers["content-range"] = `bytes ${start}-${end}/${facts.size}`;
    response.writeHead(range ? 206 : 200, headers);
    createReadStream(file, { start, end }).on("error", () => response.destroy()).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}${at}`, close: () => server.close() };
}

export async function launch() {
  const { chromium: kind } = (await load("playwright-core/index.js")).default;
  const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];
  return kind.launch({ executablePath: chromium, args: quiet });
}

// What went wrong, to be told all at once.
export const faults = [];
export const expect = (good, what) => { if (!good) faults.push(what); };

// A page that reports what no page may do: complain on the console, fail to load a file, or ask for one from elsewhere.
export async function open(browser, options, where) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (message) => expect(message.type() !== "error", `${where}: console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${where}: error: ${error.message}`));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    expect(protocol === "file:" || ["data:", "about:"].includes(protocol) || hostname === "127.0.0.1", `${where}: asks for ${request.url()}`);
  });
  page.on("response", (response) => expect(response.status() < 400, `${where}: ${response.status()} ${response.url()}`));
  return { context, page };
}

// A usual screen.
export const desk = { viewport: { width: 1280, height: 900 } };

// Carries out one step after the other, each in a browser that knows nothing of the one before. No step may leave a cookie behind.
export function stepper(browser) {
  const step = async (name, options, walk) => {
    const { context, page } = await open(browser, { ...desk, ...options }, name);
    try {
      await walk(page, (good, what) => expect(good, `${name}: ${what}`), context);
      expect((await context.cookies()).length === 0, `${name}: a cookie was set`);
    } catch (error) {
      expect(false, `${name}: ${error.message}`);
    }
    step.count += 1;
    await context.close();
  };
  step.count = 0;
  return step;
}

// Where a page's sound is.
export const sound = (page) => page.evaluate(() => {
  const audio = document.querySelector("audio");
  return { at: audio.currentTime, paused: audio.paused, speed: audio.playbackRate };
});
export const until = (page, test, argument) => page.waitForFunction(test, argument, { timeout: 30000 });

// Presses Tab until the focus is on an element that fits.
export async function tabTo(page, selector) {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  throw new Error(`no Tab leads to ${selector}`);
}

export function finish(summary) {
  for (const fault of faults) console.error(fault);
  console.log(`${summary}; ${faults.length} faults`);
  // a server that a way with a fault has left open would keep the program running
  process.exit(faults.length ? 1 : 0);
}
