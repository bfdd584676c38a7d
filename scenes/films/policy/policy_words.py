"""What the chapter of the policy gradient says, beat by beat."""

from __future__ import annotations

promised = (
    "By the end of this film, you can read <clip> the formula that trained many a game player and many a chat model as a gradient, "
    "<zero> and say where it is exactly zero."
)

policy = (
    "A policy is a network that acts. What it sees <sees> goes in, and out comes <acts> a probability for every action. One is "
    "drawn, <taken> and taken: here, the second. Then the world answers, better than expected, or worse. How much better <adv> is "
    "called the advantage."
)

log_probability = (
    "How do we make an action more likely? Climb <climb> the slope of its probability. But divide <over> by how likely it was: what "
    "is often drawn would be pushed too often. That is the slope <log> of the logarithm. And it is short: <one> one for what was "
    "taken, minus <minus> the probabilities. <plug> With numbers."
)

weighed = (
    "This is softmax with cross-entropy again, <label> the action in the place of the right answer. Only one thing is new. <times> "
    "It is multiplied by the advantage. <plug> So a step pushes <push> the second action up, and the first one down."
)

ratio = (
    "But playing is slow. So each game is used for many steps, <old> and it was played by the old policy: here. <moved> Meanwhile "
    "the new one has moved on. Compare: <now> the probability now, <over> over the probability then. <ratio> This ratio is called r."
)

unclipped = (
    "The objective, J, <line> is r times the advantage. For a good action, that is a rising line. Its slope <slope> is one, "
    "everywhere. <walk> More likely is better, it says, without end. <trust> But the advantage was measured with the old policy. Far "
    "from it, nobody knows."
)

zero = (
    "The smaller product <two> is the clipped one. Watch the slope on the way there. <walk> Between the fences, it is one. <corner> "
    "At the corner, it falls. And beyond, <zero> it is zero. Not small: exactly zero."
)

chained = (
    "And this slope stands in front of all the others: <chain> the loss, the ratio, the logarithm. <worked> Zero times anything is "
    "zero. So this example says <enough> enough. That is no wall: other examples, with the same weights, can still push r on. It has "
    "only <still> stopped pushing."
)

asked_bad = (
    "Now a bad action: <turn> the advantage is minus one, and the line falls. Suppose this action, too, has <far> become much more "
    "likely. It is beyond the fence. Is its gradient zero?"
)

pushed_back = (
    "No. <two> Now the smaller product is the one that is not clipped. <bent> On this side, the line goes on falling. Its slope "
    "<slope> is minus one, <push> and the gradient pushes the mistake back."
)

pessimist = (
    "Walk <walk> all the way back. Only past the other fence, where the bad action has become <rare> rare enough, is the slope zero. "
    "The clip <never> never hides a mistake: it is a pessimist."
)

cases = (
    "Here are <all> all six cases: three ratios, for a good action and for a bad one. The numbers <slopes> are the slopes. A step "
    "climbs: the good action is pushed <good> up, the bad one <bad> down. And one of the six <one> is left alone: a good action that "
    "has gone far enough."
)

harvest = (
    "So: push <push> up the logarithm of what went well, and down what did not. Stop <stop> where that has gone far enough. But "
    "<never> never stop correcting a mistake."
)
