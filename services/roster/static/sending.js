/**
 * Brings the marks that wait into the book: each once, in the order in which they were
 * made. The page does it, and the service worker when no page is open.
 */

import { factOf, keepFact } from "./device_store.js";
import { guardIn, personIn } from "./page_words.js";
import { NOTHING_SEEN, confirm, keepRefused, nextToSend } from "./marks.js";

const ONE_AT_A_TIME = "babygruppe: marks are being sent";
const LONGEST_WAIT = 15_000; // milliseconds
const A_SECOND = 1000;
// The request is good, the moment is not: signed out, too slow, too early, too often.
const NOT_SIGNED_IN = 401;
const ASK_AGAIN = new Set([NOT_SIGNED_IN, 408, 425, 429]);
const SAYS_NOTHING = new Set(["another-person-at-work", "form-not-ours"]);
const SAME_AS = { cancelled_late: "cancelled", missed: null };

let signedOut = false;
/** Whether the last answer was that nobody is signed in: the network is not to blame. */
export const isSignedOut = () => signedOut;

const channel = new BroadcastChannel("babygruppe: marks");

/** Call `listener` when the marks on this device have changed, here or in another tab. */
export function whenMarksChange(listener) {
  new BroadcastChannel("babygruppe: marks").onmessage = listener;
}

export function tellThatMarksChanged() {
  channel.postMessage("changed");
}

/**
 * Send what waits; return whether nothing is left that could be sent.
 *
 * Two tabs, or a tab and the worker, take turns: the second finds nothing left to do.
 */
export function sendMarks(person) {
  return navigator.locks.request(ONE_AT_A_TIME, () => sendInTurn(person));
}

async function sendInTurn(person) {
  // Somebody else may have come to work in another tab: these are not hers to send.
  if ((await factOf("person")) !== person) return false;
  let mark;
  while ((mark = await nextToSend(person))) {
    const arrived = await bringIntoTheBook(mark);
    if (!arrived) return false;
    tellThatMarksChanged();
  }
  return true;
}

/** Send one mark; return false where nobody can know yet what becomes of it. */
async function bringIntoTheBook(mark) {
  let heard = await post(mark);
  // She has signed in anew since the page was made: what guards her forms is another.
  if (heard?.content.code === "form-not-ours" && (await findGuard(mark))) {
    heard = await post(mark);
  }
  if (heard === null || SAYS_NOTHING.has(heard.content.code)) return false;
  if (!heard.ok) return await keepWhatWasRefused(mark, heard);
  const { line, session_version } = heard.content;
  const { version = NOTHING_SEEN, outcome = null } = line ?? {};
  await confirm(mark, { version, outcome, session_version });
  return true;
}

async function post(mark) {
  return ask(`${addressOf(mark)}/${mark.act}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Idempotency-Key": mark.key,
      "Marked-By": mark.person,
      "X-CSRF-Token": (await factOf("guard")) ?? "",
    },
    body: JSON.stringify(contentOf(mark)),
  });
}

/** Read from a fresh page what her forms hold now; return whether it is her page. */
async function findGuard({ person, session }) {
  const asked = { redirect: "manual", cache: "no-store", headers: { "HX-Request": "true" } };
  const told = await fetch(`/roster/sessions/${session}`, asked).catch(() => null);
  if (!told?.ok) return false;
  const page = await told.text();
  if (personIn(page) !== person) return false;
  await keepFact("guard", guardIn(page));
  return true;
}

async function keepWhatWasRefused(mark, { status, content }) {
  const book = await howTheBookStands(mark);
  if (book === null) return false;
  if (book.isKnown && book.outcome === mark.to) {
    await confirm(mark, { ...book, outcome: book.told });
  } else {
    await keepRefused(mark, { status, code: content.code ?? "refused", book });
  }
  return true;
}

/** Ask what the book says of a line; where that may not be seen, say that. */
async function howTheBookStands(mark) {
  const heard = await ask(addressOf(mark));
  if (heard === null) return null;
  if (!heard.ok) return { isKnown: false };
  const { state, closed_at, version: session_version, lines } = heard.content;
  const line = lines.find((one) => one.mother_id === mark.mother);
  const told = line?.outcome ?? null;
  const outcome = told in SAME_AS ? SAME_AS[told] : told;
  const version = line?.version ?? NOTHING_SEEN;
  return { isKnown: true, state, closed_at, session_version, told, outcome, version };
}

/** Ask the server; return what it said, or null where it is better to ask again later. */
async function ask(address, options = {}) {
  try {
    const signal = AbortSignal.timeout(LONGEST_WAIT);
    // A redirect leads to sign-in: that is no answer about the mark.
    const told = await fetch(address, { redirect: "manual", cache: "no-store", signal, ...options });
    await noteClock(told);
    const { ok, status } = told;
    signedOut = status === NOT_SIGNED_IN;
    if (status < 200 || status >= 500 || ASK_AGAIN.has(status)) return null;
    return { ok, status, content: await (ok ? told.json() : codeIn(told)) };
  } catch {
    signedOut = false;
    return null;
  }
}

async function codeIn(refusal) {
  try {
    return await refusal.json();
  } catch {
    return {}; // Not ours: something on the way has answered.
  }
}

/** Note by how much this device's clock is ahead, so that a mark's time is the book's. */
async function noteClock(told) {
  const server = Date.parse(told.headers.get("Date") ?? "");
  if (Number.isNaN(server)) return;
  const ahead = Date.now() - server;
  await keepFact("clock ahead by", Math.abs(ahead) > 2 * A_SECOND ? ahead : 0);
}

const addressOf = (mark) => `/roster/api/sessions/${mark.session}`;

function contentOf({ act, mother, to, version, made_at }) {
  const line = { mother_id: mother, version };
  if (act === "corrections") return { ...line, to, reason: "mark_had_waited" };
  if (act === "marks") return { ...line, outcome: to, made_at };
  if (act === "cancellations") return { ...line, channel: "not_told", made_at };
  return { ...line, made_at };
}
