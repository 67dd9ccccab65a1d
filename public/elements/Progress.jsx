// Mastery by objective: a bar for each, its state in words, a mark where the learner is over-confident.
function Row({ row, words }) {
  const share = row.share === null ? 0 : Math.round(row.share * 100)
  const says = row.share === null ? row.state_name : `${row.state_name}, ${share} %`
  return (
    <li className="tutor-mastery">
      <span className="tutor-mastery-name">{row.objective}</span>
      <span className="tutor-mastery-track" role="img" aria-label={`${row.objective}: ${says}`}>
        <span className={`tutor-mastery-bar tutor-mastery-${row.state}`} style={{ width: `${share}%` }} />
      </span>
      <span className="tutor-mastery-state">
        {says}
        {row.leaning === 'over-confident' && <em> {words['over-confident']}</em>}
      </span>
    </li>
  )
}

export default function Progress() {
  const { rows, words } = props
  return (
    <section className="tutor-progress" aria-label={words.title}>
      <ul>{rows.map((row) => <Row key={row.objective} row={row} words={words} />)}</ul>
    </section>
  )
}
