// Going back to, or loading again, a page that was made of what was sent is asking for it, not sending it again.
history.replaceState(history.state, "", location.href);

// What a sent form led to is where one reads on.
document.querySelector("[data-answer]")?.focus();

// Beside each field for a day: the browser's own calendar, which writes the day that is chosen into the field.
for (const field of document.querySelectorAll("input[data-pick]")) {
  const picker = document.createElement("input");
  picker.type = "date";
  picker.max = "9999-12-31";
  picker.setAttribute("aria-label", field.dataset.pick);
  const follow = () => {
    const day = /^\d{4}-\d\d-\d\d$/.test(field.value.trim()) ? field.value.trim() : "";
    if (picker.value !== day) picker.value = day;
  };
  follow();
  field.addEventListener("input", follow);
  picker.addEventListener("input", () => {
    if (!picker.value) return; // a part of it is typed
    field.value = picker.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.after(" ", picker);
}

// Keeps what is typed, so that nothing is lost if the browser is closed. The form works without it.
const form = document.querySelector("form[data-draft]");
if (form) {
  let waiting = 0;
  const stop = () => {
    clearTimeout(waiting);
    waiting = 0;
  };
  const keep = () => {
    if (!waiting) return;
    stop();
    const body = new URLSearchParams(new FormData(form)).toString();
    // A browser sends no more than 64 kB for a page that is left.
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    fetch(form.dataset.draft, { method: "POST", headers, body, keepalive: body.length < 60000 });
  };
  form.addEventListener("input", () => {
    stop();
    waiting = setTimeout(keep, 800);
  });
  form.addEventListener("submit", stop); // what is sent is kept there, and forgotten when it is saved
  addEventListener("beforeunload", keep);
  document.addEventListener("visibilitychange", keep); // a phone may end a page that is not seen
}
