"""What reaches each colleague by day: notices, reminders, the morning mail, cover while away, cases handed over."""
