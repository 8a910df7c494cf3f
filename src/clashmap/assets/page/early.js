// Before anything is painted: with scripts on, the picture waits until it can move; if they fail, it does not wait.
const root = document.documentElement;
root.classList.add("live");
addEventListener("error", () => root.classList.contains("ready") || root.classList.remove("live"));
