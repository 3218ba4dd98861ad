using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>A message that the bot posted where all can read it.</summary>
/// <param name="Place">Where, as <see cref="Core.Chat.Place.Key"/>.</param>
/// <param name="Slot">Which message of which document it is; empty if that cannot be told.</param>
/// <param name="Id">The platform's id of it.</param>
/// <param name="At">When the platform said yes to it.</param>
/// <param name="Words">What stood in it at first.</param>
internal sealed record Posted(string Place, string Slot, string Id, DateTimeOffset At, string Words)
{
    public TeamsMessage? InTeams { get; init; }

    public SlackMessage? InSlack { get; init; }

    /// <summary>What stands in it now.</summary>
    public string Now => Board.Legible(InTeams?.PlainText() ?? InSlack!.PlainText());
}

/// <summary>What the platforms hold: every post by the document that owed it. The same slot twice in a place is a duplicate.</summary>
internal sealed partial class Board(SimulatedTeams teams, SimulatedSlack slack)
{
    private readonly List<(TeamsConversation? Teams, SlackChannel? Slack, string Place, bool Digests, Reached Reached)> watched = [];
    private readonly ConcurrentDictionary<(string Place, string Slot), Posted> latest = new();
    private readonly ConcurrentDictionary<string, int> numbers = new();

    /// <summary>Every post so far.</summary>
    public ConcurrentQueue<Posted> All { get; } = [];

    /// <summary>Watches a place from now on; in some digests alone, from the beginning.</summary>
    public void Watch(TeamsConversation where, string place, bool digests = false) => watched.Add((where, null, place, digests, new(digests ? 0 : teams.Posts(where).Count)));

    /// <summary>Watches a place from now on; in some digests alone, from the beginning.</summary>
    public void Watch(SlackChannel where, string place, bool digests = false) => watched.Add((null, where, place, digests, new(digests ? 0 : slack.Posts(where).Count)));

    /// <summary>The latest post of a slot in a place.</summary>
    public Posted? Latest(string place, string slot) => latest.GetValueOrDefault((place, slot));

    /// <summary>The number of the decision or milestone whose text holds this word, once it was posted.</summary>
    public int? NumberOf(string token) => numbers.TryGetValue(token, out var number) ? number : null;

    /// <summary>Reads what is new.</summary>
    public void Read()
    {
        foreach (var (inTeams, inSlack, place, digests, reached) in watched)
        {
            if (inTeams is not null)
            {
                foreach (var message in teams.Posts(inTeams).Skip(reached.Count))
                {
                    reached.Count++;
                    Add(place, digests, message.Id, message.Revisions[0].At, Legible(message.Revisions[0].PlainText()), message, null);
                }
            }
            else
            {
                foreach (var message in slack.Posts(inSlack!).Skip(reached.Count))
                {
                    reached.Count++;
                    Add(place, digests, message.Ts, message.Revisions[0].At, Legible(message.Revisions[0].PlainText()), null, message);
                }
            }
        }
    }

    /// <summary>Without the marks by which one platform says it differently from the other.</summary>
    public static string Legible(string words) => Marks().Replace(words, "");

    private void Add(string place, bool digests, string id, DateTimeOffset at, string words, TeamsMessage? inTeams, SlackMessage? inSlack)
    {
        var slot = "";
        if (digests)
        {
            slot = words.StartsWith("A quiet week in ", StringComparison.Ordinal) ? "digest" : "";
        }
        else if (Outcome().Match(words) is { Success: true } outcome)
        {
            slot = $"decision:{int.Parse(outcome.Groups["n"].Value):000000}|outcome";
        }
        else if (Completed().Match(words) is { Success: true } completed)
        {
            slot = $"celebration:{int.Parse(completed.Groups["n"].Value):000000}|card";
        }
        else if (Decision().Match(words) is { Success: true } decision)
        {
            slot = $"decision:{int.Parse(decision.Groups["n"].Value):000000}|card";
            if (Token().Match(words) is { Success: true } token)
            {
                numbers[token.Value] = int.Parse(decision.Groups["n"].Value);
            }
        }

        var posted = new Posted(place, slot, id, at, words) { InTeams = inTeams, InSlack = inSlack };
        All.Enqueue(posted);
        latest[(place, slot)] = posted;
    }

    [GeneratedRegex("[*\u200B\u2068\u2069]", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Marks();

    [GeneratedRegex(@"Outcome of decision (?<n>\d+)", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Outcome();

    // One that is done, and taken back before it was shown, is first shown as taken back.
    [GeneratedRegex(@"Completed together: milestone (?<n>\d+)|^Milestone (?<n>\d+): taken back", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Completed();

    [GeneratedRegex(@"^Decision (?<n>\d+)\n", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Decision();

    [GeneratedRegex(@"\bk\d{6}\b", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Token();

    private sealed class Reached(int count)
    {
        public int Count { get; set; } = count;
    }
}
