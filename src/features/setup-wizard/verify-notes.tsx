/** Beside the proof: what happens when the witnesses disagree, and what the levels mean. */
export function VerifyNotes() {
  return (
    <>
      <h3>Asked again, always</h3>
      <p>
        The proof is repeated after every login and every reconnect. The frame around this window
        shows the answer, not your wish.
      </p>
      <hr />
      <h3>If they disagree</h3>
      <p>
        A live username where paper was chosen, or answers that contradict each other, block every
        order: here, and once more in the host on this computer.
      </p>
      <hr />
      <h3>The levels at IBKR</h3>
      <dl className="levels">
        <div>
          <dt>1</dt>
          <dd>Covered calls</dd>
        </div>
        <div>
          <dt>2</dt>
          <dd>Buying options, and spreads you pay for</dd>
        </div>
        <div>
          <dt>3</dt>
          <dd>Selling puts, and spreads with a limited loss</dd>
        </div>
        <div>
          <dt>4</dt>
          <dd>Everything, uncovered calls too</dd>
        </div>
      </dl>
    </>
  );
}
