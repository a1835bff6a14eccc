"""Who a person is: users, sign-in, language, notifications."""
