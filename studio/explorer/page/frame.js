// The page in a notebook: a frame of its own, which tells the widget what the lesson has become.
function render({ model, el }) {
  const frame = document.createElement("iframe");
  frame.title = "Backreel explorer";
  frame.setAttribute("sandbox", "allow-scripts allow-downloads");
  frame.style.cssText = `width: 100%; height: ${model.get("height")}px; border: 0; border-radius: 8px`;
  frame.srcdoc = model.get("page");
  const hear = ({ source, data }) => {
    if (source !== frame.contentWindow || !data?.backreel) return;
    model.set("table", data.backreel);
    model.save_changes();
  };
  addEventListener("message", hear);
  el.append(frame);
  return () => removeEventListener("message", hear);
}

export default { render };
