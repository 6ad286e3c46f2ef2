// What a page with one player adds to sound.js: the transcript and the chapters that go along, sharing, keys.

const momentOf = (address) => {
  const found = /#t=([0-9]+(?:\.[0-9]+)?)$/.exec(address);
  return found ? Number(found[1]) : null;
};
const lastAt = (times, seconds) => {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= seconds + 0.05) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

const lines = [...document.querySelectorAll("#transcript span[id^='t=']")];
const starts = lines.map((line) => Number(line.id.slice(2)));

const chapters = [...document.querySelectorAll(".chapters a[href*='#t=']")]
  .map((link) => ({ link, start: momentOf(link.href), title: link.lastElementChild?.textContent ?? "" }));
const chapterStarts = chapters.map(({ start }) => start);
const toChapter = (step) => {
  const index = lastAt(chapterStarts, at());
  const next = chapters[step < 0 && at() - chapterStarts[index] > 3 ? index : index + step];
  if (next) seek(next.start);
};
if (chapters.length > 1) hear({ previoustrack: () => toChapter(-1), nexttrack: () => toChapter(1) });

let shownLine = -1;
const follow = find("#follow");
const markLine = (index) => {
  if (index === shownLine) return;
  lines[shownLine]?.classList.remove("now");
  lines[index]?.classList.add("now");
  shownLine = index;
  if (index < 0 || !follow?.checked) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  lines[index].scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
};
let shownChapter = -1;
const markChapter = (index) => {
  if (index === shownChapter) return;
  chapters[shownChapter]?.link.removeAttribute("aria-current");
  chapters[index]?.link.setAttribute("aria-current", "true");
  shownChapter = index;
  find("#chapter").textContent = chapters[index]?.title ?? "";
};
changed = () => {
  const begun = !audio.paused || at() > 0;
  markLine(begun ? lastAt(starts, at()) : -1);
  markChapter(begun ? lastAt(chapterStarts, at()) : -1);
};

document.addEventListener("click", (event) => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[href*='#t=']");
  const moment = link ? momentOf(link.href) : null;
  if (moment !== null) {
    event.preventDefault();
    history.replaceState(null, "", `#t=${moment}`);
    playFrom(moment);
    return;
  }
  const line = event.target.closest("#transcript span[id^='t=']");
  if (line && getSelection().isCollapsed) playFrom(Number(line.id.slice(2)));
});

// Copies a text; where that is refused, says or selects it.
const copy = async (text, { copied, notCopied }, box) => {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = copied;
  } catch {
    box?.select();
    status.textContent = notCopied.replace("{}", text);
  }
};
const moment = () => {
  const index = lastAt(starts, at());
  return `${location.href.split("#")[0]}#t=${index >= 0 ? starts[index] : Math.floor(at())}`;
};
Object.assign(acts, {
  resume: (button) => {
    playFrom(Number(store.read(place())));
    playButton.focus();
    button.hidden = true;
  },
  share: () => copy(moment(), status.dataset),
  send: () => navigator.share({ title: audio.dataset.title, url: document.querySelector("#address").value }).catch(() => {}),
  copy: (button) => {
    const box = document.getElementById(button.value);
    return copy(box.value, { ...status.dataset, ...button.dataset }, box);
  },
});
for (const button of document.querySelectorAll("button[name='copy'], button[name='share']")) button.hidden = false;
for (const button of document.querySelectorAll("button[name='send']")) button.hidden = !navigator.share;

for (const box of tools.querySelectorAll("input[type='checkbox']")) {
  box.checked = store.read(box.id) === "yes";
  box.addEventListener("change", () => store.write(box.id, box.checked ? "yes" : null));
}

// Off until the listener turns them on: a single key can also come from speech input (WCAG 2.1.4).
document.addEventListener("keydown", (event) => {
  if (!find("#shortcuts")?.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("select, input:not([type='checkbox'], [type='range']), textarea")) return;
  const key = event.key.toLowerCase();
  if (key === "k") toggle();
  else if (key === "j") acts.back();
  else if (key === "l") acts.forward();
});

const before = Number(store.read(place()) ?? 0);
const resume = find("[name='resume']");
if (before > 10) {
  resume.textContent = resume.textContent.replace("{}", clock(before));
  resume.hidden = false;
}
const shared = momentOf(location.href);
if (shared !== null) seek(shared);
addEventListener("hashchange", () => {
  const moment = momentOf(location.href);
  if (moment !== null) seek(moment);
});
audio.controls = false;
audio.hidden = true;
tools.hidden = false;
if (!tools.closest(".embed")) {
  const stand = document.createElement("div");
  tools.replaceWith(stand);
  stand.append(tools);
  // Before anything plays, what is further down is no reason to cover the page.
  let isOut = false;
  const settle = () => {
    const isSmall = isOut && (stand.getBoundingClientRect().top < 0 || !audio.paused);
    if (isSmall && !tools.matches(".small")) stand.style.minBlockSize = `${stand.offsetHeight}px`;
    small(isSmall);
    if (!isSmall) stand.style.minBlockSize = "";
  };
  new IntersectionObserver((seen) => {
    isOut = !seen.at(-1).isIntersecting;
    settle();
  }).observe(stand);
  addEventListener("scroll", settle, { passive: true });
  audio.addEventListener("play", settle);
}
show();
