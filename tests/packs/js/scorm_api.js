// A learning system as the SCORM 1.2 run-time environment describes it: strict, it keeps what it is told and notes every fault.
window.kept = JSON.parse(sessionStorage.getItem("kept") ?? "{}");
window.faults = [];
let running = false, error = "0", count = 0;
const STATUS = ["passed", "completed", "failed", "incomplete", "browsed"];
const decimal = (v) => /^\d{1,3}(\.\d+)?$/.test(v) && Number(v) <= 100, identifier = (v) => /^[A-Za-z0-9_-]{1,255}$/.test(v);
const TAKES = [
  [/^cmi\.core\.lesson_status$/, (v) => STATUS.includes(v)],
  [/^cmi\.core\.lesson_location$/, (v) => v.length <= 255],
  [/^cmi\.core\.score\.(raw|min|max)$/, decimal],
  [/^cmi\.core\.session_time$/, (v) => /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(v)],
  [/^cmi\.core\.exit$/, (v) => ["", "suspend", "logout", "time-out"].includes(v)],
  [/^cmi\.suspend_data$/, (v) => v.length <= 4096],
  [/^cmi\.interactions\.(\d+)\.id$/, (v) => identifier(v)],
  [/^cmi\.interactions\.(\d+)\.type$/, (v) => ["true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"].includes(v)],
  [/^cmi\.interactions\.(\d+)\.correct_responses\.0\.pattern$/, (v) => /^[a-z0-9]$/.test(v)],
  [/^cmi\.interactions\.(\d+)\.student_response$/, (v) => /^[a-z0-9]$/.test(v)],
  [/^cmi\.interactions\.(\d+)\.result$/, (v) => ["correct", "wrong", "unanticipated", "neutral"].includes(v)],
];
const NOT_YET = { "cmi.core.lesson_status": "not attempted", "cmi.core.lesson_mode": "normal", "cmi.core.lesson_location": "", "cmi.suspend_data": "" };

function fault(code, words) {
  error = code;
  window.faults.push(`${code} ${words}`);
  return code === "401" || code === "405" || code === "301" || code === "101" || code === "201" ? "false" : "";
}

window.API = {
  LMSInitialize(none) {
    if (running || none !== "") return fault(running ? "101" : "201", "LMSInitialize");
    running = true;
    return "true";
  },
  LMSGetValue(element) {
    if (!running) return fault("301", element), "";
    if (element === "cmi.interactions._count") return String(count);
    if (element in window.kept) return window.kept[element];
    return element in NOT_YET ? NOT_YET[element] : (fault("401", element), "");
  },
  LMSSetValue(element, value) {
    if (!running) return fault("301", element);
    const rule = TAKES.find(([name]) => name.test(element)), index = element.match(rule?.[0])?.[1];
    if (!rule) return fault("401", element);
    if (typeof value !== "string" || !rule[1](value)) return fault("405", `${element} = ${value}`);
    if (/^\d+$/.test(index ?? "")) {
      if (Number(index) > count) return fault("201", element);
      count = Math.max(count, Number(index) + 1);
    }
    window.kept[element] = value;
    return "true";
  },
  LMSCommit(none) {
    if (!running || none !== "") return fault(running ? "201" : "301", "LMSCommit");
    sessionStorage.setItem("kept", JSON.stringify(window.kept));
    return "true";
  },
  LMSFinish(none) {
    if (!running || none !== "") return fault(running ? "201" : "301", "LMSFinish");
    sessionStorage.setItem("kept", JSON.stringify(window.kept));
    running = false;
    return "true";
  },
  LMSGetLastError: () => error,
  LMSGetErrorString: (code) => code,
  LMSGetDiagnostic: (code) => code,
};
