// Runs before a page does: notes when something last happened there, so that a test need not guess how long to wait.

{
  const QUIET = 200 // milliseconds in which nothing happens; the components tell what they notice within 150
  const RERUN = 0x5a // how a message that asks for a run of the script begins: field 11 of Streamlit's BackMsg
  const roots = [document]
  const sockets = new WeakSet()
  let last = performance.now()
  let asked = false

  const happened = () => { last = performance.now() }
  const answered = () => {
    asked = false
    happened()
  }

  const changes = { subtree: true, childList: true, attributes: true, characterData: true }
  const watch = root => new MutationObserver(happened).observe(root, changes)
  watch(document)

  const { attachShadow } = Element.prototype
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options)
    roots.push(root)
    watch(root)
    return root
  }

  const { send } = WebSocket.prototype
  WebSocket.prototype.send = function (message) {
    if (!sockets.has(this)) for (const heard of ["message", "close"]) this.addEventListener(heard, answered)
    sockets.add(this)
    happened()
    asked ||= new Uint8Array(message.buffer ?? message)[message.byteOffset ?? 0] === RERUN
    return send.call(this, message)
  }

  const stands = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
    && !document.querySelector("[data-testid=stSkeleton]")
  const ends = move => Number.isFinite(move.effect?.getComputedTiming().endTime)
  const moves = () => roots.some(root => root.getAnimations().some(one => one.playState === "running" && ends(one)))
  const isDrawn = chart => {
    const { top, bottom, width } = chart.getBoundingClientRect()
    const seen = width && bottom > 0 && top < innerHeight && chart.checkVisibility()
    return !seen || chart.querySelector(".main-svg") || chart.textContent
  }

  /** Whether the script stands still, what is seen is drawn, and nothing happens any more. */
  window.isQuiet = () => stands() && !asked && performance.now() - last > QUIET && !moves()
    && [...document.querySelectorAll(".grafiek")].every(isDrawn)
}
