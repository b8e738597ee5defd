/**
 * The marks that wait on this device to come into the book.
 *
 * A mark is {number, key, person, session, mother, act, to, version, made_at, refused}:
 * `act` is the route that it is sent to, `to` the outcome that it wishes (null: none),
 * `version` the line that was seen, and `key` makes that it arrives once. A mark on a line
 * where another one waits has no version before that one is in the book: see `confirm`.
 */

import { answer, factOf, within } from "./device_store.js";

export const NOTHING_SEEN = 0;
const A_DAY = 24 * 60 * 60 * 1000;
const ACT_OF = { attended: "marks", excused: "marks", cancelled: "cancellations" };

export const placeOf = ({ session, mother }) => `${session}/${mother}`;
const onLine = (line) => (mark) => placeOf(mark) === placeOf(line);

/** Note a mark on this device; `seen` is {version, session_version} as the page shows it. */
export async function addMark({ person, session, mother, to, seen }) {
  const mark = await newMark({ person, session, mother, to });
  await within("readwrite", async ({ marks, lines }) => {
    const before = (await answer(marks.getAll())).filter(onLine(mark));
    const line = await answer(lines.get(placeOf(mark)));
    // The book may have taken the mark before this one faster than the page could show.
    const newest = line?.session_version > seen.session_version ? line : seen;
    mark.version = before.length ? null : newest.version;
    await answer(marks.add(mark));
  });
}

/** Return the oldest mark that may be sent: none behind one that was refused. */
export async function nextToSend(person) {
  const marks = await marksOf(person);
  const stopped = new Set(marks.filter((mark) => mark.refused).map(placeOf));
  return marks.find((mark) => !stopped.has(placeOf(mark)));
}

/** Return the marks that this person has made here, the oldest first. */
export async function marksOf(person) {
  return (await allMarks()).filter((mark) => mark.person === person);
}

/** Return how many lines wait, how many want a look, and how many are another person's. */
export async function tally(person) {
  const marks = await allMarks();
  const own = marks.filter((mark) => mark.person === person);
  const refused = own.filter((mark) => mark.refused);
  const stopped = new Set(refused.map(placeOf));
  const places = (some) => new Set(some.map(placeOf)).size;
  return {
    waiting: places(own.filter((mark) => !stopped.has(placeOf(mark)))),
    refused: stopped.size,
    sessions: [...new Set(refused.map((mark) => mark.session))],
    others: places(marks.filter((mark) => mark.person !== person)),
  };
}

/** Take a mark off the queue: the book has it, and says how the line stands now. */
export function confirm(mark, { version, outcome, session_version }) {
  return within("readwrite", async ({ marks, lines }) => {
    if (!(await answer(marks.get(mark.number)))) return; // Forgotten while it was sent.
    await answer(marks.delete(mark.number));
    const next = (await answer(marks.getAll())).find(onLine(mark));
    if (next && next.version === null) {
      await answer(marks.put({ ...next, version }));
    }
    await answer(lines.put(lineOf(mark, { version, outcome, session_version })));
  });
}

/** Keep a mark that the book does not take, until the person has decided about it. */
export function keepRefused(mark, refused) {
  return within("readwrite", async ({ marks }) => {
    if (!(await answer(marks.get(mark.number)))) return; // Forgotten while it was sent.
    await answer(marks.put({ ...mark, refused }));
  });
}

/** Let the book stand: drop all that waits on this line. */
export function dropLine(line) {
  return within("readwrite", ({ marks }) => dropAll(marks, line));
}

/** Put the person's wish in the place of all that waits on a line, as the book is now. */
export async function insist(refused) {
  const { book } = refused.refused;
  const marks = (await marksOf(refused.person)).filter(onLine(refused));
  const mark = await newMark({ ...refused, to: marks.at(-1).to });
  mark.version = book.version;
  if (book.state === "closed") mark.act = "corrections";
  await within("readwrite", async ({ marks: store }) => {
    await dropAll(store, refused);
    await answer(store.add(mark));
  });
}

/** Return what the book has confirmed of a session's lines since, by mother. */
export async function confirmedLines(session) {
  const lines = await within("readwrite", async (stores) => {
    await forgetYesterday(stores.lines);
    return answer(stores.lines.getAll());
  });
  const here = lines.filter((line) => line.session === session);
  return new Map(here.map((line) => [line.mother, line]));
}

async function newMark({ person, session, mother, to }) {
  const ahead = (await factOf("clock ahead by")) ?? 0;
  const made_at = new Date(Date.now() - ahead).toISOString();
  const key = crypto.randomUUID();
  const act = to === null ? "unmark" : ACT_OF[to];
  return { key, person, session, mother, act, to, version: null, made_at, refused: null };
}

function lineOf(mark, { version, outcome, session_version }) {
  const { session, mother } = mark;
  const kept_at = Date.now();
  return { place: placeOf(mark), session, mother, version, outcome, session_version, kept_at };
}

function allMarks() {
  return within("readonly", ({ marks }) => answer(marks.getAll()));
}

async function dropAll(marks, line) {
  for (const mark of (await answer(marks.getAll())).filter(onLine(line))) {
    await answer(marks.delete(mark.number));
  }
}

async function forgetYesterday(lines) {
  for (const line of await answer(lines.getAll())) {
    if (Date.now() - line.kept_at > A_DAY) await answer(lines.delete(line.place));
  }
}
