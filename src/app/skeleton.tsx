/** The desk's outline while it starts. index.html holds the same, so that the first paint waits for no script. */
export function Skeleton() {
  return (
    <div className="desk is-skeleton" aria-busy="true">
      <header className="head" />
      <nav className="rail" />
      <main className="main">
        <section />
        <section />
        <section>
          <h1 className="vh">Strikedesk</h1>
          <p className="skeleton-words">Starting the desk…</p>
        </section>
        <section />
        <section />
      </main>
      <aside className="ticket" />
      <footer className="foot" />
    </div>
  );
}

/** A screen inside the desk that is on its way: the header stays as it is. */
export function PendingPlace() {
  return <main className="page" aria-busy="true" />;
}
