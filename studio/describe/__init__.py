"""Films for those who do not see: what a picture shows, in words made from the scene, spoken where the film leaves room for it."""
