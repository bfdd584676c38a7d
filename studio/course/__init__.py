"""A course: one lesson in many variants, all their films planned, made on as many machines as there are, kept in a store."""
