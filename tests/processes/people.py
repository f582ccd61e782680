"""Makes the people of these tests in the database of a stack: `python -m tests.processes.people` with its FLEXCASE_VAR."""

import django

PASSWORD = "fleksjob-demo-2026"
WITHOUT_MAIL = ("bent", "mads", "tove")


def main() -> None:
    from cases.models import Role, Unit, User

    north = Unit.objects.create(name="Enhed Nord")
    for name, role, unit in (
        ("aase", Role.CASEWORKER, north),
        ("hanne", Role.TEAM_LEADER, north),
        ("sofie", Role.TEAM_LEADER, Unit.objects.create(name="Enhed Syd")),
        ("admin", Role.ADMINISTRATOR, None),
        # They get no mail: one that is on its way when a worker is killed waits for a person to look into it.
        *((name, Role.CASEWORKER, north) for name in WITHOUT_MAIL),
    ):
        user = User(username=name, first_name=name.title(), role=role, unit=unit)
        user.email = "" if name in WITHOUT_MAIL else f"{name}@nordhavn.example"
        user.set_password(PASSWORD)
        user.save()


if __name__ == "__main__":
    django.setup()
    main()
