// A button that copies the feed's address. Without this file the address can be selected by hand.

const button = document.querySelector("#copy");
const address = document.querySelector("#address");
const status = document.querySelector("#status");
button.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(address.textContent);
    status.textContent = status.dataset.copied;
  } catch {
    getSelection().selectAllChildren(address);
    status.textContent = status.dataset.notCopied.replace("{}", address.textContent);
  }
});
button.hidden = false;
