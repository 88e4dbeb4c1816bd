const list = document.querySelector("ul");
const show = ({ text }) => list.append(Object.assign(document.createElement("li"), { textContent: text }));

for (const note of await (await fetch("/api/notes")).json()) show(note);
new WebSocket(`ws://${location.host}/live`).onmessage = (event) => show(JSON.parse(event.data));

document.querySelector("form").onsubmit = async (event) => {
  event.preventDefault();
  const text = event.target.text.value;
  await fetch("/api/notes", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ text }) });
  event.target.reset();
};
