// Tells the server how wide the place of the map is, and when this browser has no WebGL or lost it.

const NOTICED = 12 // pixels; a smaller change of width is not worth another drawing
const WAIT = 150 // milliseconds without a change before it is told

function canDraw() {
  const context = document.createElement("canvas").getContext("webgl2")
  context?.getExtension("WEBGL_lose_context")?.loseContext() // a browser has only a few
  return Boolean(context)
}

export default function (component) {
  const { parentElement, data, setStateValue } = component
  const frame = parentElement.querySelector(".frame")
  if (!frame || !data) return
  const tell = plain => {
    const width = Math.round(frame.clientWidth)
    const moved = Math.abs(width - data.width) >= NOTICED
    if (width && (moved || plain !== data.plain)) setStateValue("frame", { width, plain })
  }
  let plain = data.plain || !canDraw()
  let timer
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(() => tell(plain), WAIT)
  }
  // A map that goes away gives up its context as well: only one that stays on the page lost it.
  const lost = event => setTimeout(() => {
    if (!frame.isConnected || !event.target.isConnected) return
    plain = true
    tell(plain)
  }, WAIT)
  const watch = new ResizeObserver(later)
  watch.observe(frame)
  document.addEventListener("webglcontextlost", lost, true)
  tell(plain)
  return () => {
    clearTimeout(timer)
    watch.disconnect()
    document.removeEventListener("webglcontextlost", lost, true)
  }
}
