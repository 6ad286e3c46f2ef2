// What listeners do: with a keyboard alone, without scripts, from a folder, with every tool of the player; and what a hostile text tries.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { desk, expect, finish, folder, launch, modules, serve, sound, stepper, tabTo, until } from "./browser.mjs";

const browser = await launch();
const train = "episodes/driving-the-train/index.html";
const en = await serve(join(folder, "en"));
const line = "#transcript p:nth-of-type(20) > a";
const step = stepper(browser);

await step("keyboard", {}, async (page, holds) => {
  await page.goto(en.address + train);
  await page.keyboard.press("Tab");
  holds(await page.evaluate(() => document.activeElement.matches(".skip")), "the first stop skips to the content");
  holds(await page.evaluate(() => document.activeElement.getBoundingClientRect().width > 50), "the way to the content is seen when focused");
  await page.keyboard.press("Enter");
  holds(await page.evaluate(() => document.activeElement.id === "main"), "the content has the focus");
  await tabTo(page, "[name='play']");
  await page.keyboard.press("Space");
  await until(page, () => !document.querySelector("audio").paused && document.querySelector("audio").currentTime > 0);
  await page.keyboard.press("Space");
  holds((await sound(page)).paused, "the space bar pauses");
  await tabTo(page, ".chapters li:nth-child(3) > a");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector("audio").currentTime >= 56.4 && document.querySelector("audio").currentTime < 60);
  holds(page.url().endsWith(`${train}#t=56.464`), `the address names the moment: ${page.url()}`);
  const time = await page.getAttribute(line, "href");
  await tabTo(page, `#transcript a[href='${time}']`);
  await page.keyboard.press("Enter");
  await until(page, (place) => Math.abs(document.querySelector("audio").currentTime - place) < 3, Number(time.slice(3)));
  await page.evaluate(() => document.querySelector("audio").pause());
  await page.keyboard.press("Home");
  await page.evaluate(() => document.activeElement.blur());
  await page.goto(en.address + train);
  await tabTo(page, ".top nav li:nth-child(2) a");
  await page.keyboard.press("Enter");
  await until(page, () => location.pathname.endsWith("subscribe/index.html"));
  await tabTo(page, "#copy");
});

await step("focus is seen", {}, async (page, holds) => {
  for (const path of [train, "index.html", "subscribe/index.html"]) {
    await page.goto(en.address + path);
    for (let stops = 0; stops < 100; stops += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return null;
        const box = element.getBoundingClientRect();
        const [x, y] = [box.x + Math.min(box.width / 2, 20), box.y + Math.min(box.height / 2, 12)];
        const top = document.elementFromPoint(x, y);
        const size = element.matches("p a, li a:not(.button)") || (box.width >= 24 && box.height >= 24);
        const seen = top && (element.contains(top) || top.contains(element));
        return { name: `${element.tagName} ${element.textContent.slice(0, 30)}`, seen, size, outline: getComputedStyle(element).outlineStyle !== "none" };
      });
      if (!stop) break;
      holds(stop.seen, `${path}: ${stop.name} is hidden when focused`);
      holds(stop.outline || stop.name.startsWith("AUDIO"), `${path}: ${stop.name} shows no focus`);
      holds(stop.size, `${path}: ${stop.name} is smaller than 24 pixels`);
    }
  }
});

await step("the player's tools", { permissions: ["clipboard-read", "clipboard-write"] }, async (page, holds) => {
  await page.goto(en.address + train);
  await page.keyboard.press("l");
  holds((await sound(page)).at === 0, "a key does nothing before it is asked to");
  await page.click("[name='play']");
  await until(page, () => document.querySelector("audio").currentTime > 0.7);
  holds(await page.textContent("[name='play']") === "Pause", "the button says what it does");
  await page.click("[name='forward']");
  await until(page, () => document.querySelector("audio").currentTime > 30);
  const now = () => page.evaluate(() => document.querySelector("#transcript .now")?.id);
  await until(page, () => Number(document.querySelector("#transcript .now")?.id.slice(2)) > 20);
  holds(Math.abs(Number((await now()).slice(2)) - 30) < 6, `the line being said is marked: ${await now()}`);
  await page.click("[name='back']");
  await until(page, () => document.querySelector("audio").currentTime < 25);
  await page.click("details summary");
  await page.selectOption("#speed", "1.5");
  holds((await sound(page)).speed === 1.5, "the speed changes");
  await page.check("#shortcuts");
  await page.click("h1");
  await page.keyboard.press("l");
  await until(page, () => document.querySelector("audio").currentTime > 40);
  await page.keyboard.press("k");
  holds((await sound(page)).paused, "K pauses");
  await page.uncheck("#shortcuts");
  await page.click("h1");
  const rest = (await sound(page)).at;
  await page.keyboard.press("l");
  holds((await sound(page)).at === rest, "a key does nothing once it is told not to");
  await page.click(".share summary");
  await page.click("[name='share']");
  await until(page, () => document.querySelector("#status").textContent !== "");
  const shared = await page.evaluate(() => navigator.clipboard.readText());
  holds(/driving-the-train\/index\.html#t=4\d(\.\d+)?$/.test(shared), `the link to the moment: ${shared}`);
  await page.click("#transcript span >> nth=4");
  await until(page, () => !document.querySelector("audio").paused);
  const clicked = await page.evaluate(() => Number(document.querySelectorAll("#transcript span")[4].id.slice(2)));
  await until(page, (place) => Math.abs(document.querySelector("audio").currentTime - place) < 3, clicked);
  await page.evaluate(() => { document.querySelector("audio").currentTime = 100; });
  await until(page, () => Number(localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith("podwright place")))) >= 100);
  await page.goto(en.address + train);
  holds((await page.textContent("[name='resume']")).startsWith("Carry on from 1:4"), "the place is remembered on the device");
  holds((await sound(page)).speed === 1.5, "the speed is remembered");
  await page.click("[name='resume']");
  await until(page, () => document.querySelector("audio").currentTime >= 99);
  await page.goto(shared);
  holds(await page.evaluate(() => document.querySelector("span:target") !== null), "a shared moment leads to its line");
  await page.click("[name='play']");
  await until(page, () => document.querySelector("audio").currentTime > 39);
});

await step("the transcript follows", {}, async (page, holds) => {
  await page.goto(en.address + train);
  await page.click("details summary");
  await page.evaluate(() => { document.querySelector("audio").currentTime = 0; });
  const inSight = () => page.evaluate(() => {
    const box = document.querySelector("#transcript .now")?.getBoundingClientRect();
    return Boolean(box) && box.top >= 0 && box.bottom <= innerHeight;
  });
  await page.click("[name='play']");
  await until(page, () => document.querySelector("audio").currentTime > 0.5);
  await page.evaluate(() => { scrollTo(0, 0); document.querySelector("audio").currentTime = 120; });
  await until(page, () => document.querySelector("#transcript .now"));
  await page.waitForTimeout(800);
  holds(!(await inSight()), "the page stays where it is unless it is asked to follow");
  await page.check("#follow");
  await page.evaluate(() => { document.querySelector("audio").currentTime = 150; });
  await until(page, () => {
    const box = document.querySelector("#transcript .now")?.getBoundingClientRect();
    return box && box.top >= 0 && box.bottom <= innerHeight;
  });
  holds(await inSight(), "the line being said is in sight");
});

await step("a key of another element", {}, async (page, holds) => {
  await page.goto(en.address + train);
  await page.click("details summary");
  await page.check("#shortcuts");
  await page.focus("#speed");
  await page.keyboard.press("l");
  holds((await sound(page)).at === 0, "a letter typed into a list chooses from the list");
});

await step("without motion", { reducedMotion: "reduce" }, async (page, holds) => {
  await page.goto(en.address + train);
  const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((element) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
    return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
  }).map((element) => element.tagName));
  holds(moving.length === 0, `nothing moves: ${moving.join(" ")}`);
});

await step("spaced text", { viewport: { width: 1280, height: 900 } }, async (page, holds) => {
  for (const path of [train, "index.html", "subscribe/index.html", "episodes/driving-the-train/easy-read/index.html"]) {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(en.address + path);
      const clipped = await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
        document.adoptedStyleSheets = [sheet];
        return [...document.querySelectorAll("main *, header *, footer *")].filter((element) => {
          const { overflowX, overflowY, clipPath } = getComputedStyle(element);
          const cut = (overflow, inner, outer) => (overflow === "hidden" || overflow === "clip") && inner > outer + 1;
          return clipPath === "none" && element.textContent.trim() !== "" && element.tagName !== "svg"
            && (cut(overflowX, element.scrollWidth, element.clientWidth) || cut(overflowY, element.scrollHeight, element.clientHeight));
        }).map((element) => `${element.tagName} ${element.className}`);
      });
      holds(clipped.length === 0, `${path} at ${width}: cut off: ${clipped.join(", ")}`);
    }
  }
});

await step("the picture stands beside the words", {}, async (page, holds) => {
  for (const path of ["index.html", train]) {
    for (const width of [768, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(en.address + path);
      const { words, image } = await page.evaluate(() => {
        const box = (selector) => document.querySelector(selector).getBoundingClientRect();
        return { words: box(".hero .words"), image: box(".hero img") };
      });
      holds(image.left >= words.right && image.top < words.bottom && image.bottom > words.top, `${path} at ${width}: ${JSON.stringify([words, image])}`);
      const lines = await page.evaluate(() => [...document.querySelectorAll("h1 .whole")].every((word) => word.offsetHeight < 1.5 * parseFloat(getComputedStyle(word).lineHeight)));
      holds(lines, `${path} at ${width}: a word of the title is broken`);
    }
  }
});

await step("Easy Read", {}, async (page, holds) => {
  await page.goto(`${en.address}episodes/driving-the-train/easy-read/index.html`);
  const { size, line, ideas, widest, apart, room } = await page.evaluate(() => {
    const items = [...document.querySelectorAll(".ideas li")];
    const style = getComputedStyle(items[0]);
    return {
      size: parseFloat(style.fontSize),
      line: parseFloat(style.lineHeight) / parseFloat(style.fontSize),
      ideas: items.length,
      widest: Math.max(...items.map((item) => item.textContent.trim().split(/\s+/).length)),
      apart: items.slice(1).every((item, index) => item.getBoundingClientRect().top >= items[index].getBoundingClientRect().bottom),
      room: parseFloat(style.paddingInlineStart) / parseFloat(style.fontSize),
    };
  });
  holds(size >= 22 && line >= 1.5, `the text is large and widely spaced: ${size} pixels, ${line}`);
  holds(ideas >= 5 && apart, `each of ${ideas} ideas has a line of its own`);
  holds(widest <= 25, `an idea has ${widest} words at most`);
  holds(room >= 3, `there is room before each idea: ${room} em`);
});

const fa = await serve(join(folder, "fa"));
await step("from right to left", {}, async (page, holds) => {
  const episode = await page.goto(en.address + train).then(() => page.evaluate(() => ({
    own: [document.querySelector("h1"), document.querySelector(".lead"), ...document.querySelectorAll(".chapters span[lang], .chapters li > a > span:last-child")].map((element) => element.textContent),
  })));
  const places = () => page.evaluate(() => {
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    return { brand: box(".brand").x, nav: box(".top nav").x, words: box(".hero .words").x, picture: box(".hero img").x, listen: box(".listen").x, read: box(".read").x };
  });
  const left = await places();
  await page.goto(fa.address + train);
  const right = await places();
  for (const [first, second] of [["brand", "nav"], ["words", "picture"], ["listen", "read"]]) {
    holds(left[first] < left[second] && right[first] > right[second], `${first} and ${second} change sides`);
  }
  const wrong = await page.evaluate((own) => {
    const faults = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words = ["Chapters", "Transcript", "Download", "People", "Subscribe", "All episodes", "About this episode", "Play"];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent.trim();
      const lang = node.parentElement.closest("[lang]").lang;
      if (own.includes(text) && lang !== "fa") faults.push(`${text} is ${lang}`);
      if (words.includes(text) && lang !== "en") faults.push(`${text} is ${lang}`);
    }
    return faults;
  }, episode.own);
  holds(episode.own.length > 5 && wrong.length === 0, `each text names its language: ${wrong.join(", ")}`);
});
fa.close();

const themed = await serve(join(folder, "themed"));
await step("a show's own colours and fonts", {}, async (page, holds) => {
  const looks = () => page.evaluate(() => {
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    return { paper: style("body").backgroundColor, band: style(".band").backgroundColor, text: style("body").fontFamily, head: style("h1").fontFamily };
  });
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(themed.address + train);
  const light = await looks();
  holds(light.paper === "rgb(255, 255, 255)" && light.band === "rgb(243, 217, 232)", `light: ${JSON.stringify(light)}`);
  holds(light.text.startsWith("Charter") && light.head.startsWith("Verdana"), `fonts: ${light.text}; ${light.head}`);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await looks();
  holds(dark.paper === "rgb(18, 10, 16)" && dark.band === "rgb(74, 18, 56)", `dark: ${JSON.stringify(dark)}`);
});
themed.close();

await step("without scripts", { javaScriptEnabled: false }, async (page, holds) => {
  await page.goto(en.address + train);
  holds(await page.locator("#tools").isHidden(), "no tool is shown that does nothing");
  holds(await page.locator("audio[controls]").isVisible(), "the player is there");
  holds(await page.locator("#transcript p").count() > 30, "the transcript is there");
  const chapter = page.locator(".chapters li:nth-child(2) > a");
  holds((await chapter.getAttribute("href")) === "../../media/driving-the-train.mp3#t=20.927", "a chapter leads into the sound");
  const time = await page.getAttribute(line, "href");
  await page.click(line);
  holds(page.url().endsWith(time), "a time can be shared");
  const moment = await page.locator("#transcript span[id]").nth(30).getAttribute("id");
  await page.goto(`${en.address}index.html`);
  await page.goto(`${en.address}${train}#${moment}`);
  const target = page.locator("#transcript span:target");
  holds(await target.count() === 1 && await target.isVisible(), "an address with a moment leads to its line");
  const { top, bottom } = await target.boundingBox().then((box) => ({ top: box.y, bottom: box.y + box.height }));
  holds(top >= 0 && bottom <= 900, `the line of the moment is in sight: ${top}`);
  await page.goto(`${en.address}subscribe/index.html`);
  holds(await page.locator("#copy").isHidden() && await page.locator("#address").isVisible(), "the address can be read");
});

await step("an old episode of a long show, without scripts", { javaScriptEnabled: false }, async (page, holds) => {
  const long = await serve(join(folder, "long"));
  await page.goto(`${long.address}index.html`);
  const wanted = page.locator(".entry :is(h2, h3, h4) a", { hasText: /\b69$/ });
  holds(await wanted.count() === 0, "it is not on the first page");
  await page.click(".finders a:text-is('2015')");
  for (let pages = 0; pages < 20 && await wanted.count() === 0; pages += 1) await page.click(".pages a[rel='next']");
  holds(await wanted.count() === 1, "it is found by its year");
  await wanted.click();
  holds(await page.locator("h1").textContent().then((title) => title.endsWith(" 69")), "and leads to its page");
  // the page still loads its icon, so the server ends with the program
});

// What a page shows without scripts is all there is to it: no button that does nothing, no word that is missing.
for (const path of ["index.html", train, "episodes/driving-the-train/transcript/index.html", "episodes/driving-the-train/easy-read/index.html", "subscribe/index.html", "embed/driving-the-train/index.html"]) {
  const words = {};
  for (const javaScriptEnabled of [true, false]) {
    await step(`${path} ${javaScriptEnabled ? "with" : "without"} scripts`, { javaScriptEnabled }, async (page, holds) => {
      await page.goto(en.address + path);
      holds(await page.locator("h1").isVisible(), "the heading is seen");
      if (!javaScriptEnabled) holds(await page.locator("button:visible").count() === 0, "a button is shown that does nothing");
      // What plays from a list is a link without scripts and a button with them.
      await page.evaluate(() => document.querySelectorAll("#tools, button, .play").forEach((tool) => tool.remove()));
      words[javaScriptEnabled] = (await page.locator("main").innerText()).replace(/\s+/g, " ");
      if (javaScriptEnabled) return;
      holds(words[false] === words[true], `the words differ: ${words[false].length} and ${words[true].length} letters`);
      for (const link of await page.locator("main a").all()) holds(await link.getAttribute("href"), "a link leads nowhere");
    });
  }
}

await step("the code for phones, read by another program", {}, async (page, holds) => {
  for (const show of ["en", "cy", "long"]) {
    const served = await serve(join(folder, show));
    await page.goto(`${served.address}subscribe/index.html`);
    const picture = (await page.locator("section.code svg").screenshot()).toString("base64");
    const address = await page.textContent("#address");
    served.close();
    // The pages load nothing from elsewhere, so the picture is read on an empty page.
    await page.goto("about:blank");
    await page.addScriptTag({ path: join(modules, "jsqr/dist/jsQR.js") });
    const read = await page.evaluate(async (coded) => {
      const image = new Image();
      image.src = `data:image/png;base64,${coded}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
      return globalThis.jsQR(data, width, height)?.data;
    }, picture);
    holds(read === address, `${show}: the code says ${read}, the page ${address}`);
  }
});

await step("a chapter in the browser's own player", {}, async (page, holds) => {
  await page.goto(`${en.address}media/driving-the-train.mp3#t=20.927`);
  await until(page, () => document.querySelector("video, audio")?.currentTime > 20);
  holds(true, "");
});

await step("from a folder", {}, async (page, holds) => {
  await page.goto(pathToFileURL(join(folder, "en", train)).href);
  const { family, picture, tools } = await page.evaluate(() => ({
    family: getComputedStyle(document.querySelector(".band")).backgroundColor,
    picture: document.querySelector("img").naturalWidth,
    tools: !document.querySelector("#tools").hidden,
  }));
  holds(family === "rgb(13, 66, 69)", `the style is there: ${family}`);
  holds(picture > 0, "the picture is there");
  holds(tools, "the script runs");
  await page.click(".chapters li:nth-child(2) > a");
  await until(page, () => document.querySelector("audio").currentTime > 20);
  await page.click(".brand a");
  holds(page.url().endsWith("/en/index.html"), "links lead to files");
});

await step("on paper", {}, async (page, holds) => {
  await page.emulateMedia({ media: "print" });
  await page.goto(`${en.address}episodes/driving-the-train/transcript/index.html`);
  holds(await page.locator("audio").isHidden() && await page.locator("nav").first().isHidden(), "no player is printed");
  holds(await page.locator(".transcript p").first().isVisible(), "the words are printed");
});

const raw = "<script>hacked=1</script><script type=module>hacked=1</script><img src=x onerror=hacked=1><svg onload=hacked=1></svg>"
  + "<iframe srcdoc='<script>parent.hacked=1</script>'></iframe><a id=trap href='javascript:hacked=1'>x</a><base href='https://example.org/'>";
const unescaped = await serve(join(folder, "en"), { change: (text) => text.replace("<h1", `${raw}<h1`) });
{
  // The policy's complaints are the point here, so this page's console is not listened to.
  const context = await browser.newContext(desk);
  const page = await context.newPage();
  for (const path of ["index.html", train, "subscribe/index.html", "embed/driving-the-train/index.html", "404.html"]) {
    await page.goto(unescaped.address + path);
    await page.evaluate(() => document.querySelector("#trap").click());
    await page.waitForTimeout(150);
    expect(await page.evaluate(() => globalThis.hacked) === undefined, `the policy of ${path} lets a foreign script run`);
    expect(await page.evaluate(() => document.baseURI === location.href), `the policy of ${path} lets links be turned`);
  }
  await context.close();
}
unescaped.close();

// As if no field had been escaped: everything after the policy is what it says, so each text of a show that is a script is one. The policy alone has to hold;
// the same pages without it show that there was something to hold.
const bare = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&").replaceAll("\\u003c", "<");
const open_wide = (keeps) => (text) => {
  const [, before, policy, after] = /^([^]*?)(<meta http-equiv="Content-Security-Policy"[^>]*>)([^]*)$/.exec(text);
  return before + (keeps ? policy : "") + bare(after);
};
for (const keeps of [true, false]) {
  const wide = await serve(join(folder, "hostile"), { change: open_wide(keeps) });
  const context = await browser.newContext(desk);
  const page = await context.newPage();
  const paths = (await readdir(join(folder, "hostile"), { recursive: true })).filter((path) => path.endsWith(".html") && !path.startsWith("transcripts"));
  expect(paths.length >= 14, `${paths.length} pages`);
  for (const path of paths) {
    await page.goto(wide.address + path, { waitUntil: "load" });
    const hacked = await page.evaluate(async () => {
      for (const trap of document.querySelectorAll("[onclick], a[href^='javascript']")) trap.click();
      await new Promise((done) => setTimeout(done, 50));
      return globalThis.hacked !== undefined;
    });
    expect(hacked === !keeps, keeps ? `${path}: the policy lets a script of the show's texts run` : `${path}: nothing in it would have run, so this shows nothing`);
  }
  await context.close();
  wide.close();
}

const hostile = await serve(join(folder, "hostile"));
await step("hostile texts", {}, async (page, holds) => {
  const pages = (await readdir(join(folder, "hostile"), { recursive: true })).filter((path) => path.endsWith(".html") && !path.startsWith("transcripts") && path !== "404.html");
  for (const path of pages) {
    await page.goto(hostile.address + path);
    for (const trap of await page.locator("main [onclick], main a[href^='javascript']").all()) await trap.click();
    holds(await page.evaluate(() => globalThis.hacked) === undefined, `${path} runs what a text says`);
  }
  holds(pages.length >= 14, `${pages.length} pages`);
});
hostile.close();
en.close();
await browser.close();
finish(`walk: ${step.count} ways`);
