/**
 * One mother's line in an open register, as the page shows it.
 *
 * What the book says stands in data-outcome and data-version; what the person here wishes
 * is in the marks. All words are the page's own: they stand in its templates.
 */

const IS_CANCELLATION = new Set(["cancelled", "cancelled_late"]);
const CAN_BE_PUT_RIGHT = new Set([
  "mother-attended",
  "session-already-closed",
  "session-not-closed",
  "stale-version",
]);

/** Show a line with the marks that wait on it; return the outcome that it shows. */
export function drawLine(line, { marks, confirmed, isStuck }) {
  if (confirmed) takeOver(line, confirmed);
  const last = marks.at(-1);
  const refused = marks.find((mark) => mark.refused);
  const shown = last ? last.to : line.dataset.outcome || null;
  for (const form of line.querySelectorAll("form[data-to]")) {
    press(form.querySelector("button"), isPressed(form.dataset.to, shown), refused);
  }
  const waits = line.querySelector("[data-waits]");
  if (waits) waits.hidden = !(isStuck && last && !refused);
  showDifference(line, refused, last);
  return shown;
}

/** Return what a tap on this form's button wishes: a second tap takes the mark back. */
export function wishOf(form) {
  const pressed = form.querySelector("button").getAttribute("aria-pressed") === "true";
  return pressed ? null : form.dataset.to;
}

function takeOver(line, { outcome, version }) {
  line.dataset.outcome = outcome ?? "";
  line.dataset.version = version;
}

function isPressed(to, shown) {
  return to === shown || (IS_CANCELLATION.has(to) && IS_CANCELLATION.has(shown));
}

function press(button, pressed, refused) {
  button.setAttribute("aria-pressed", pressed);
  button.textContent = pressed ? `✓ ${button.dataset.label}` : button.dataset.label;
  button.disabled = Boolean(refused);
}

function showDifference(line, refused, last) {
  const shown = line.querySelector("[data-difference]");
  if (shown?.dataset.difference === refused?.key) return;
  shown?.remove();
  if (refused) line.append(differenceOf(refused, last));
}

function differenceOf(refused, last) {
  const { book, code } = refused.refused;
  const made = document.getElementById("difference").content.cloneNode(true);
  const box = made.firstElementChild;
  box.dataset.difference = refused.key;
  const put = (name, words) => {
    box.querySelector(`[data-is="${name}"]`).textContent = words;
  };
  put("mine", wordFor(last.to));
  put("book", book.isKnown ? wordFor(book.told) : wordFor("unknown"));
  put("state", stateOf(book));
  put("code", code);
  const insist = box.querySelector("[data-insist]");
  put("wish", wordFor(last.to));
  insist.hidden = !mayInsist({ book, code, to: last.to });
  box.querySelector("[data-coordinators]").hidden = book.state !== "closed" || mayCorrect();
  return made;
}

function mayInsist({ book, code, to }) {
  if (!book.isKnown || !CAN_BE_PUT_RIGHT.has(code)) return false;
  // A closed register says something of everybody: no mark is nothing to correct it to.
  return book.state !== "closed" || (to !== null && mayCorrect());
}

function mayCorrect() {
  return "mayCorrect" in document.getElementById("register").dataset;
}

function stateOf({ state, closed_at }) {
  const words = document.querySelector(`template[data-state="${state}"]`);
  const at = closed_at && new Date(closed_at);
  const clock = at
    ? at.toLocaleTimeString(document.documentElement.lang, {
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
        timeZone: "Europe/Copenhagen",
      })
    : "";
  return words ? words.content.textContent.replace("{time}", clock) : "";
}

function wordFor(outcome) {
  const words = document.querySelector(`template[data-word="${outcome ?? "none"}"]`);
  return words ? words.content.textContent : "";
}
