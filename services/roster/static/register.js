/**
 * The open register: a tap is noted on this device at once and sent when it can be.
 *
 * Without this script each tap is a form that is sent and answered with a new page.
 */

import { addMark, confirmedLines, dropLine, insist, marksOf } from "./marks.js";
import { drawLine, wishOf } from "./register_line.js";
import {
  canWork,
  isKept,
  isStuck,
  sendNow,
  waitingNow,
  whenDrawn,
  whenSent,
} from "./waiting.js";

const { person } = document.body.dataset;
const register = () => document.getElementById("register");
const keptNotice = () => document.querySelector("[data-kept-notice]");
const linesOf = (some) => [...some.querySelectorAll("[data-mother]")];
const IS_OLD = 60_000; // milliseconds

// What the page cannot know by itself: a colleague has been at the register too.
let wantsRefresh = false;
let couldNotRefresh = false;
let asksNow = null;
let asksAgain = false;

async function draw() {
  const { session } = register().dataset;
  const marks = (await marksOf(person)).filter((mark) => mark.session === session);
  const confirmed = await confirmedLines(session);
  const seen = Number(register().dataset.version);
  const shown = linesOf(register()).map((line) => {
    const { mother } = line.dataset;
    const newer = confirmed.get(mother);
    return drawLine(line, {
      marks: marks.filter((mark) => mark.mother === mother),
      confirmed: newer?.session_version > seen ? newer : undefined,
      isStuck: isStuck(),
    });
  });
  if (register().dataset.state === "planned") drawSums(shown);
  drawLoose(marks);
  const versions = [...confirmed.values()].map((line) => line.session_version);
  const refused = marks.flatMap((mark) => mark.refused?.book.session_version ?? []);
  noteVersion(seen, new Set([...versions, ...refused]));
  showAge();
}

/** Count on from the version that was seen, as far as the changes since are our own. */
function noteVersion(seen, versions) {
  let version = seen;
  const isOpen = register().dataset.state === "planned";
  while (isOpen && versions.has(version + 1)) version += 1;
  wantsRefresh = Math.max(...versions, version) > version;
  setVersion(version);
}

function setVersion(version) {
  register().dataset.version = version;
  const closing = register().querySelector("form[data-when-sent] [name=version]");
  if (closing) closing.value = version;
}

/** Show what is to be decided about mothers who do not stand in the register any more. */
function drawLoose(marks) {
  const loose = document.querySelector("[data-loose]");
  loose.replaceChildren();
  for (const { mother } of marks.filter((mark) => mark.refused)) {
    if (document.getElementById(`mother-${mother}`)) continue;
    loose.append(document.getElementById("loose").content.cloneNode(true));
    const line = loose.lastElementChild;
    line.dataset.mother = mother;
    drawLine(line, { marks: marks.filter((mark) => mark.mother === mother) });
  }
}

function drawSums(shown) {
  const sums = { attended: 0, cancelled: 0, excused: 0, none: 0 };
  for (const outcome of shown) {
    const name = outcome === "cancelled_late" ? "cancelled" : (outcome ?? "none");
    sums[name] += 1;
  }
  for (const place of register().querySelectorAll("[data-sum]")) {
    place.textContent = sums[place.dataset.sum];
  }
  for (const words of register().querySelectorAll("[data-when-unmarked]")) {
    words.hidden = (words.dataset.whenUnmarked === "some") !== sums.none > 0;
  }
}

/** Say when the page was made, where it is a kept one. */
function showAge() {
  keptNotice().hidden = !((isStuck() || couldNotRefresh) && isOld());
}

function isOld() {
  return Date.now() - Date.parse(keptNotice().dataset.madeAt) > IS_OLD;
}

async function tap(event) {
  const form = event.target.closest("form[data-to]");
  if (!form) return;
  event.preventDefault();
  const { mother, version } = form.closest("[data-mother]").dataset;
  const { session, version: session_version } = register().dataset;
  const seen = { version: Number(version), session_version: Number(session_version) };
  await addMark({ person, session, mother, to: wishOf(form), seen });
  await draw();
  sendNow();
}

async function decide(event) {
  const choice = event.target.closest("[data-insist], [data-keep-book]");
  if (!choice) return;
  const { session } = register().dataset;
  const { mother } = choice.closest("[data-mother]").dataset;
  const here = (mark) => mark.session === session && mark.mother === mother;
  const refused = (await marksOf(person)).find((mark) => here(mark) && mark.refused);
  if (refused && "insist" in choice.dataset) await insist(refused);
  else await dropLine({ session, mother });
  await draw();
  sendNow({ lookAround: true });
}

/** A register is closed once the marks are sent that belong into it, by the same tap. */
async function closeOnceSent(event) {
  const form = event.target;
  if (!form.matches("form[data-when-sent]")) return;
  event.preventDefault();
  const seen = marksShown();
  event.submitter?.setAttribute("aria-busy", "true");
  await sendNow();
  event.submitter?.removeAttribute("aria-busy");
  if (isStuck() || waitingNow()) showNotYet(true);
  // What a colleague has changed meanwhile is looked at first: closing takes another tap.
  else if (form.isConnected && marksShown() === seen) form.submit();
}

function marksShown() {
  const shown = document.querySelectorAll("[aria-pressed=true], [data-difference]");
  return [...shown].map((one) => one.ariaLabel ?? one.dataset.difference).join("\n");
}

function showNotYet(isSo) {
  const words = register().querySelector("[data-not-yet]");
  if (words) words.hidden = !isSo;
}

async function refreshIfDue({ lookAround }) {
  showNotYet(false);
  await draw();
  if (lookAround || wantsRefresh) await refresh();
}

/** Ask what the book says by now; who asks meanwhile is answered by one more look. */
function refresh() {
  asksAgain = true;
  asksNow ??= refreshInTurn();
  return asksNow;
}

async function refreshInTurn() {
  try {
    while (asksAgain) {
      asksAgain = false;
      await refreshOnce();
    }
  } finally {
    asksNow = null;
  }
}

/** Take over what the book says by now: a colleague may have marked or closed. */
async function refreshOnce() {
  const page = await newPage();
  const newer = page?.getElementById("register");
  couldNotRefresh = !newer;
  if (!newer || waitingNow()) return draw();
  keptNotice().replaceWith(page.querySelector("[data-kept-notice]"));
  // She may have signed in anew since this page was kept: see still_here.js.
  const { guard } = page.body.dataset;
  document.dispatchEvent(new CustomEvent("signed-in", { detail: guard }));
  const hasOtherForms = !hasSameForms(newer);
  if (!hasOtherForms) takeOver(newer);
  else if (!isInUse()) replace(newer);
  document.querySelector(".fresh").hidden = !(hasOtherForms && isInUse());
  await draw();
}

async function newPage() {
  try {
    const told = await fetch(location.pathname, {
      cache: "no-store",
      redirect: "manual",
      headers: { "HX-Request": "true" }, // Nobody has done anything: see the gate.
    });
    if (told.type === "opaqueredirect") document.dispatchEvent(new Event("signed-out"));
    if (!told.ok) return null;
    const page = new DOMParser().parseFromString(await told.text(), "text/html");
    return page.body.dataset.person === person ? page : null;
  } catch {
    return null;
  }
}

/** Something is unfolded or being written: it is not taken from under her hands. */
function isInUse() {
  const focus = document.activeElement;
  const writes = register().contains(focus) && focus.matches("input, select, textarea");
  return writes || register().querySelector("details[open], form[data-written]") !== null;
}

/** Put the new register in the place of the old one; the focus stays on the same button. */
function replace(newer) {
  const label = register().contains(document.activeElement)
    ? document.activeElement.getAttribute("aria-label")
    : null;
  register().replaceWith(newer);
  if (label) newer.querySelector(`[aria-label="${CSS.escape(label)}"]`)?.focus();
}

/** An open register of the same mothers differs in its marks only, which are drawn. */
function hasSameForms(newer) {
  const ids = (some) => linesOf(some).map((line) => line.id).join(" ");
  const canClose = (some) => some.querySelector("form[data-when-sent]") !== null;
  const { state, version } = register().dataset;
  if (newer.dataset.state !== state || ids(newer) !== ids(register())) return false;
  if (canClose(newer) !== canClose(register())) return false;
  return state === "planned" || newer.dataset.version === version;
}

function takeOver(newer) {
  Object.assign(register().dataset, newer.dataset);
  const about = (some) => some.querySelector("[data-about]");
  about(register()).replaceWith(about(newer));
  linesOf(newer).forEach((line) => {
    Object.assign(document.getElementById(line.id).dataset, line.dataset);
  });
  setVersion(newer.dataset.version);
}

/** A list that is swapped as a whole would not know what waits on this device. */
function renewWithMarks(event) {
  if (!event.target.matches(".live")) return;
  event.preventDefault();
  refresh();
}

/** Let the worker keep the page at the first visit, and bring a kept one up to date. */
async function start() {
  await draw();
  if (isKept()) {
    // The worker may have come after the page had been fetched.
    if (isOld() || !(await caches.match(location.pathname))) await refresh();
  } else {
    // The door's worker may come first.
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (isKept()) refresh();
    });
  }
}

if (canWork && person && register()) {
  document.addEventListener("submit", tap);
  document.addEventListener("submit", closeOnceSent);
  document.addEventListener("click", decide);
  document.addEventListener("htmx:beforeRequest", renewWithMarks);
  whenDrawn(draw);
  whenSent(refreshIfDue);
  start();
}
