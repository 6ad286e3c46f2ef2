// What a listener gains where scripts run. Without this file the page plays, reads and jumps all the same.
// Nothing leaves the device: the place in the sound and the choices stay in its own store.

const audio = document.querySelector("audio");
const tools = document.querySelector("#tools");
const status = document.querySelector("#status");
const lines = [...document.querySelectorAll("#transcript span[id^='t=']")];
const starts = lines.map((line) => Number(line.id.slice(2)));

// The store may be shut: in private windows, and in some browsers for pages opened from a folder.
const store = {
  key: (name) => `podwright ${name}`,
  read(name) {
    try { return localStorage.getItem(this.key(name)); } catch { return null; }
  },
  write(name, value) {
    try {
      if (value === null) localStorage.removeItem(this.key(name));
      else localStorage.setItem(this.key(name), value);
    } catch { /* the page works without it */ }
  },
};

const clock = (seconds) => {
  const whole = Math.floor(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};

// Nothing is loaded before the listener asks for it, so the place is set once the sound's length is known.
const seek = (seconds) => {
  const place = Math.max(0, seconds);
  if (audio.readyState > 0) audio.currentTime = place;
  else audio.addEventListener("loadedmetadata", () => { audio.currentTime = place; }, { once: true });
};
const playFrom = (seconds) => {
  seek(seconds);
  audio.play().catch(() => {});
};
const momentOf = (address) => {
  const found = /#t=([0-9]+(?:\.[0-9]+)?)$/.exec(address);
  return found ? Number(found[1]) : null;
};

const lineAt = (seconds) => {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= seconds + 0.05) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

let shown = -1;
const followTo = (index) => {
  if (index === shown) return;
  lines[shown]?.classList.remove("now");
  lines[index]?.classList.add("now");
  shown = index;
  if (index < 0 || !tools.querySelector("#follow").checked) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  lines[index].scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
};

const place = `place ${audio.dataset.episode}`;
let kept = 0;
audio.addEventListener("timeupdate", () => {
  followTo(audio.paused && audio.currentTime === 0 ? -1 : lineAt(audio.currentTime));
  if (Math.abs(audio.currentTime - kept) < 5) return;
  kept = audio.currentTime;
  store.write(place, String(Math.floor(kept)));
});
audio.addEventListener("ended", () => store.write(place, null));

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

const toggle = () => (audio.paused ? audio.play().catch(() => {}) : audio.pause());
const playButton = tools.querySelector("[name='play']");
const playWord = playButton.textContent;
for (const event of ["play", "pause"]) {
  audio.addEventListener(event, () => { playButton.textContent = audio.paused ? playWord : playButton.dataset.pause; });
}

const acts = {
  play: toggle,
  back: () => seek(audio.currentTime - 15),
  forward: () => seek(audio.currentTime + 30),
  resume: (button) => {
    playFrom(Number(store.read(place)));
    playButton.focus();
    button.hidden = true;
  },
  share: async () => {
    const index = lineAt(audio.currentTime);
    const moment = index >= 0 ? starts[index] : Math.floor(audio.currentTime);
    const address = `${location.href.split("#")[0]}#t=${moment}`;
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = status.dataset.copied;
    } catch {
      status.textContent = status.dataset.notCopied.replace("{}", address);
    }
  },
};
tools.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) acts[button.name]?.(button);
});

const speed = tools.querySelector("#speed");
speed.addEventListener("change", () => {
  audio.playbackRate = audio.defaultPlaybackRate = Number(speed.value);
  store.write("speed", speed.value);
});
const lastSpeed = store.read("speed");
if ([...speed.options].some((option) => option.value === lastSpeed)) {
  speed.value = lastSpeed;
  audio.playbackRate = audio.defaultPlaybackRate = Number(lastSpeed);
}
for (const box of tools.querySelectorAll("input[type='checkbox']")) {
  box.checked = store.read(box.id) === "yes";
  box.addEventListener("change", () => store.write(box.id, box.checked ? "yes" : null));
}

// Off until the listener turns them on: a single key can also come from speech input (WCAG 2.1.4).
document.addEventListener("keydown", (event) => {
  if (!tools.querySelector("#shortcuts").checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("select, input:not([type='checkbox']), textarea")) return;
  const key = event.key.toLowerCase();
  if (key === "k") toggle();
  else if (key === "j") acts.back();
  else if (key === "l") acts.forward();
});

const before = Number(store.read(place) ?? 0);
const resume = tools.querySelector("[name='resume']");
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
tools.hidden = false;
