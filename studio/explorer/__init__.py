"""The explorer: one page on which a learner changes a network and sees at once what follows, forward and backward."""
