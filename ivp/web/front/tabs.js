// While a page is made again Streamlit switches its tabs off for a moment, and the one with the focus loses it: who walks
// along them by keyboard would have to start at the top of the page. The focus goes back when the tab is on again,
// unless it went elsewhere meanwhile.
addEventListener("focusout", ({ target: tab, relatedTarget }) => {
  if (relatedTarget || !tab.matches?.('[role="tab"]')) return
  const isOff = () => tab.getAttribute("aria-disabled") === "true"
  const giveBack = watch => {
    if (isOff() && tab.isConnected && document.activeElement === document.body) return
    watch.disconnect()
    if (tab.isConnected && document.activeElement === document.body) tab.focus({ preventScroll: true })
  }
  setTimeout(() => {
    if (isOff()) new MutationObserver((_, watch) => giveBack(watch)).observe(tab, { attributeFilter: ["aria-disabled"] })
  })
})
