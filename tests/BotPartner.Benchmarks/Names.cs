using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Benchmarks;

/// <summary>What everything is called, on the wire and in the store.</summary>
internal static class Names
{
    public const string SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string SlackTeam = "T0BENCH";
    public const string Tenant = "11111111-1111-4111-8111-111111111111";
    public const string AppId = "22222222-2222-4222-8222-222222222222";

    /// <summary>Eight digits: the same length for every voter.</summary>
    public static string Number(int voter) => $"{voter:00000000}";

    public static string Partner(int voter) => $"Partner {Number(voter)}";
}

/// <summary>One partnership of the benchmark: so many partners with one delegate each, all on one platform; its card stands on both.</summary>
/// <param name="Word">Tells it from the others.</param>
/// <param name="OnSlack">Where its delegates are: on Slack, else on Teams.</param>
/// <param name="First">The number of its first voter.</param>
/// <param name="Count">How many voters it has.</param>
internal sealed record Assembly(string Word, bool OnSlack, int First, int Count)
{
    /// <summary>Whether its delegates are on both: the even ones on Slack.</summary>
    public bool Mixed { get; init; }

    /// <summary>The id of the partnership, as founding gives it.</summary>
    public string Id { get; } = "p" + Key.Hash("benchmark " + Word);

    public Person Steward { get; } = new("slack", Names.SlackTeam, "USTEWARD", "steward");

    public string SlackChannel => $"C{Word.ToUpperInvariant()}";

    public string TeamsChannel => $"19:{Word}@thread.tacv2";

    public bool IsOnSlack(int voter) => Mixed ? voter % 2 == 0 : OnSlack;

    public Person Delegate(int voter) => IsOnSlack(voter)
        ? new("slack", Names.SlackTeam, "U" + Names.Number(voter), "delegate" + Names.Number(voter))
        : new("teams", Names.Tenant, "29:" + Names.Number(voter), "Delegate " + Names.Number(voter)) { Language = "en-US", TimeZone = "Europe/Paris" };
}
