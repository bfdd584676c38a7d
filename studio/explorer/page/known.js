// What the page was given: the tables that engine and scenes share, and what it opens with.
const read = (id) => JSON.parse(document.getElementById(id).textContent);

export const tables = read("tables");
export const start = read("start");
