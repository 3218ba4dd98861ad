using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Sandbox.Rehearsal;

/// <summary>An invented organisation, and the invented person who speaks for it, in Teams or in Slack.</summary>
internal sealed record Part(string Partner, string Constituency, string Region)
{
    public TeamsPerson? InTeams { get; init; }

    public SlackPerson? InSlack { get; init; }

    /// <summary>How the person asks to speak for it, in their own language.</summary>
    public string Join { get; init; } = "join";
}

/// <summary>Who plays in the rehearsal: six partners of four constituencies, or more for a full house.</summary>
internal static class Cast
{
    public const int Fewest = 6;
    public const int Most = 60;

    private static readonly string[] Given = ["Amara", "Bruno", "Chen", "Dilnoza", "Emeka", "Farah", "Goran", "Hana", "Ines", "Joao", "Kirra", "Lars"];
    private static readonly string[] Family = ["Haddad", "Kowalska", "Mbeki", "Nakamura", "Olsen", "Pereira", "Quispe", "Rossi", "Sato"];
    private static readonly string[] Rivers = ["Amber", "Birch", "Cedar", "Dune", "Estuary", "Fjord", "Grove", "Harbour", "Island"];
    private static readonly (string Kind, string Constituency)[] Kinds =
        [("Water Board", "government"), ("Growers", "business"), ("Watch", "civil society"), ("Basin Commission", "international organisation")];

    /// <summary>The parts. People beyond those whom the two services begin with are added to the team and the workspace.</summary>
    public static IReadOnlyList<Part> Of(SimulatedTeams teams, SimulatedSlack slack, int partners)
    {
        List<Part> parts =
        [
            new("Ministry of Water", "government", "Europe") { InTeams = teams.Anna },
            new("Lagos Makers Union", "business", "Africa") { InTeams = teams.Chidi },
            new("Rivières Vivantes", "civil society", "Europe") { InTeams = teams.Elodie, Join = "rejoindre" },
            new("Nordic Water Fund", "international organisation", "Europe") { InSlack = slack.Bo },
            new("Ríos Libres", "civil society", "America") { InSlack = slack.Dana, Join = "unirse" },
            new("Delta Fishers Council", "civil society", "Africa") { InSlack = slack.Femi },
        ];
        for (var i = 0; parts.Count < partners; i++)
        {
            var (kind, constituency) = Kinds[i % Kinds.Length];
            var partner = $"{Rivers[i / Kinds.Length % Rivers.Length]} {kind}{(i < Kinds.Length * Rivers.Length ? "" : " II")}";
            var person = $"{Given[i % Given.Length]} {Family[(i + (i / 36)) % Family.Length]}";
            parts.Add(i % 2 == 0
                ? new(partner, constituency, "Africa") { InTeams = Enters(teams, person, partner) }
                : new(partner, constituency, "Asia") { InSlack = Enters(slack, person, partner) });
        }

        return parts;
    }

    /// <summary>Somebody on each side who does not speak for anybody yet.</summary>
    public static void Guests(SimulatedTeams teams, SimulatedSlack slack)
    {
        Enters(teams, "Ingrid Vik", "Ministry of Water");
        Enters(slack, "Kofi Mensah", "a guest");
    }

    private static TeamsPerson Enters(SimulatedTeams teams, string name, string organisation)
    {
        var person = teams.AddPerson(name, organisation);
        teams.Team.Members.Add(person.Account);
        return person;
    }

    private static SlackPerson Enters(SimulatedSlack slack, string name, string organisation)
    {
        var person = slack.AddPerson(name, organisation);
        slack.Partnership.Join(person.Account.Id);
        return person;
    }
}
