/**
 * What this device keeps for the person at work, in the browser's own database, which
 * outlives a reload and a flat battery:
 *
 *   marks  made here and not in the book yet, in the order in which they were made
 *   lines  that the book has confirmed since the kept page was made
 *   facts  who is at work, and how far this device's clock is from the server's
 *
 * No name of a mother stands in it: a mark knows her by her id.
 */

const NAME = "babygruppe";
const VERSION = 1;
const STORES = ["marks", "lines", "facts"];

let opened = null;

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("marks", { keyPath: "number", autoIncrement: true });
      asked.result.createObjectStore("lines", { keyPath: "place" });
      asked.result.createObjectStore("facts");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/**
 * Do `work` in one transaction; it commits whole or not at all.
 *
 * `work` may wait for requests of this transaction only: anything else would end it.
 */
export async function within(mode, work) {
  opened ??= open();
  const database = await opened;
  // "strict": a mark is on the disk before the page says that it is noted.
  const transaction = database.transaction(STORES, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const stores = STORES.map((name) => [name, transaction.objectStore(name)]);
  const result = await work(Object.fromEntries(stores));
  await done;
  return result;
}

/** Wait for one request of the database. */
export function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export function factOf(name) {
  return within("readonly", ({ facts }) => answer(facts.get(name)));
}

export function keepFact(name, value) {
  return within("readwrite", ({ facts }) => answer(facts.put(value, name)));
}

export function forgetStore() {
  return within("readwrite", (stores) =>
    Promise.all(Object.values(stores).map((store) => answer(store.clear()))),
  );
}
