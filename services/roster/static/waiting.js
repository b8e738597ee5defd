/**
 * On every page of the roster: how many marks wait, and another try to send them.
 */

import { factOf, keepFact } from "./device_store.js";
import { tally } from "./marks.js";
import { isSignedOut, sendMarks, whenMarksChange } from "./sending.js";

const FIRST_TRY_AFTER = 2_000; // milliseconds
const LONGEST_PAUSE = 60_000;
const NOT_WORTH_A_WORD = 1_500; // while a mark is on its way on a good network
const WORKER = "/roster/service-worker.js";
const OFFLINE = "/roster/offline";

const { person } = document.body.dataset;
const bar = document.getElementById("waiting");
const canMark = document.getElementById("register")?.dataset.state === "planned";
const listeners = { drawn: [], sent: [] };
let known = { waiting: 0, refused: 0, sessions: [], others: 0 };
let stuck = !navigator.onLine;
let hadWaited = false;
let pause = FIRST_TRY_AFTER;
let timer = null;

// Over plain http elsewhere than on the machine itself a browser offers none of these:
// there the forms work as without a script.
export const canWork =
  window.isSecureContext && Boolean(navigator.serviceWorker && navigator.locks);

/** Whether the roster's worker looks after this page; the door's own keeps no register. */
export const isKept = () =>
  Boolean(navigator.serviceWorker.controller?.scriptURL.endsWith(WORKER));
export const isStuck = () => stuck;
export const waitingNow = () => known.waiting;
export const whenDrawn = (listener) => listeners.drawn.push(listener);
/** Call `listener` when all is sent; its argument says whether a look around is due. */
export const whenSent = (listener) => listeners.sent.push(listener);

/** Send what waits now; then, as long as something waits, again and again. */
export async function sendNow({ lookAround = false } = {}) {
  clearTimeout(timer);
  await look();
  const slow = setTimeout(() => setStuck(true), NOT_WORTH_A_WORD);
  if (known.waiting) askForSync();
  const allSent = await sendMarks(person);
  clearTimeout(slow);
  await look();
  setStuck(!allSent || !navigator.onLine);
  if (allSent) pause = FIRST_TRY_AFTER;
  else tryLater();
  if (allSent) for (const listener of listeners.sent) await listener({ lookAround });
}

function tryLater() {
  timer = setTimeout(sendNow, pause);
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

/** Ask the browser to wake the worker when the network is back, also without a page. */
async function askForSync() {
  const worker = await navigator.serviceWorker.ready;
  await worker.sync?.register("marks").catch(() => undefined);
}

async function look() {
  known = await tally(person);
}

function setStuck(now) {
  stuck = now;
  hadWaited ||= stuck && known.waiting > 0;
  draw();
}

function draw() {
  const { waiting, refused, others } = known;
  const waitsForHer = stuck && waiting && isSignedOut();
  say("waiting", stuck && waiting && !waitsForHer, waiting);
  say("signed-out", waitsForHer, waiting);
  bar.querySelector("[data-sign-in]").hidden = !waitsForHer;
  say("offline", canMark && stuck && !waiting && !navigator.onLine);
  say("sent", hadWaited && !waiting && !refused && !stuck);
  say("refused", refused, refused);
  say("others", others, others);
  bar.querySelector("[data-send-now]").hidden = !(stuck && waiting) || waitsForHer;
  showWhere();
  for (const listener of listeners.drawn) listener();
}

/** Show one of the bar's sentences; the words stand in its attributes. */
function say(name, isTrue, number = 0) {
  const place = bar.querySelector(`[data-says="${name}"]`);
  const words = number === 1 ? place.dataset.one : (place.dataset.many ?? place.dataset.one);
  const text = isTrue ? words.replace("{number}", number) : "";
  // A reader hears what changes: the same words again would be heard again.
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !isTrue;
}

function showWhere() {
  const link = bar.querySelector("[data-where]");
  const away = known.sessions.find((session) => !location.pathname.endsWith(session));
  link.hidden = !away;
  if (away) link.href = `/roster/sessions/${away}`;
}

async function lookAndDraw() {
  await look();
  draw();
}

function tryAtEveryOccasion() {
  addEventListener("online", () => sendNow({ lookAround: true }));
  addEventListener("offline", () => setStuck(true));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") sendNow({ lookAround: true });
  });
  bar.querySelector("[data-send-now]").addEventListener("click", () => sendNow());
  bar.querySelector("[data-sign-in]").href = `/sign-in/?to=${location.pathname}`;
  whenMarksChange(lookAndDraw);
}

/** The page that stands in for one that is not kept speaks as the others here do. */
async function keepOfflinePage() {
  const { lang } = document.documentElement;
  if ((await factOf("language")) === lang) return;
  // At the first visit the worker asks for it by itself.
  const told = isKept() ? await fetch(OFFLINE).catch(() => null) : { ok: true };
  if (told?.ok) await keepFact("language", lang);
}

if (canWork && person) {
  // Where marks wait on the device, it is not so that nothing can be noted.
  if (canMark) document.getElementById("offline")?.remove();
  navigator.serviceWorker.register(WORKER, { scope: "/roster/", type: "module" });
  tryAtEveryOccasion();
  sendNow();
  keepOfflinePage();
}
