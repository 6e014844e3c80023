// Keeps what is typed, so that nothing is lost if the browser is closed. The form works without it.
const form = document.querySelector("form[data-draft]");
if (form) {
  let waiting = 0;
  const keep = () => {
    fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true });
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 800);
  });
}
