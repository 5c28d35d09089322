// What CSS cannot do for paper: a chart as wide as the screen was gets narrower in the same shape, links get their full
// address, and a dark page is marked.
addEventListener("beforeprint", () => {
  dispatchEvent(new Event("ivp-print")) // charts far below the screen are drawn now
  const [red, green, blue] = getComputedStyle(document.querySelector('[data-testid="stApp"]') ?? document.body)
    .backgroundColor.match(/\d+/g).map(Number)
  document.documentElement.toggleAttribute("data-donker", red + green + blue < 384)
  for (const link of document.querySelectorAll('[data-testid="stMain"] a[href]')) {
    if (!link.closest("h1, h2, h3")) link.dataset.adres = link.href
  }
  for (const frame of document.querySelectorAll(".svg-container")) {
    const { offsetWidth: width, offsetHeight: height } = frame
    frame.style.setProperty("max-width", `${width}px`, "important") // Streamlit takes it away on paper
    frame.style.aspectRatio = `${width} / ${height}`
    for (const drawing of frame.querySelectorAll(":scope > .main-svg")) {
      drawing.setAttribute("viewBox", `0 0 ${width} ${height}`)
    }
  }
})
addEventListener("afterprint", () => {
  document.documentElement.removeAttribute("data-donker")
  for (const link of document.querySelectorAll("a[data-adres]")) delete link.dataset.adres
  for (const frame of document.querySelectorAll(".svg-container")) {
    frame.style.maxWidth = frame.style.aspectRatio = ""
    for (const drawing of frame.querySelectorAll(":scope > .main-svg")) drawing.removeAttribute("viewBox")
  }
})
