"""Notes to keep: what a learner was asked, replied, predicted and tried, as Markdown for them to take along."""
