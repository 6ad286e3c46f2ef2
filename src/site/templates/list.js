// What a list adds to sound.js: its links to sounds become buttons, and one player at the edge of the screen plays what is chosen.

for (const link of document.querySelectorAll("a.play[data-episode]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  Object.assign(button.dataset, link.dataset, { sound: link.href });
  button.append(...link.childNodes);
  link.replaceWith(button);
  button.setAttribute("aria-labelledby", link.getAttribute("aria-labelledby"));
  plays.push(button);
  button.addEventListener("click", () => {
    if (chosen === button.dataset.episode) {
      toggle();
      return;
    }
    audio.pause();
    chosen = button.dataset.episode;
    const named = document.getElementById(button.dataset.title);
    const title = named.textContent;
    Object.assign(audio.dataset, { episode: button.dataset.episode, seconds: button.dataset.seconds, title, picture: button.closest("article, section")?.querySelector("img")?.currentSrc ?? "" });
    Object.assign(find("#playing"), { textContent: title, href: named.href });
    audio.src = button.dataset.sound;
    audio.playbackRate = audio.defaultPlaybackRate = Number(speed.value);
    wanted = null;
    tools.hidden = false;
    small(true);
    playFrom(Number(store.read(place()) ?? 0));
  });
}
