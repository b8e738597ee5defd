/**
 * What a page says of its reader in its body's attributes, for whoever has its text alone:
 * a service worker cannot parse pages.
 */

const said = (name) => new RegExp(`<body[^>]*\\sdata-${name}="([^"]+)"`);
const PERSON = said("person");
const GUARD = said("guard");

export const personIn = (page) => PERSON.exec(page)?.[1];
export const guardIn = (page) => GUARD.exec(page)?.[1];
