using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;

namespace BotPartner.Tests.Access;

/// <summary>What is not for everybody, wherever it might turn up.</summary>
internal static partial class Secrets
{
    /// <summary>Neither the answer nor anything that is owed to anybody tells more than they may know.</summary>
    public static void Kept(Who by, Reply reply, IReadOnlyList<Entry> changed, IReadOnlyList<Entry> after)
    {
        Told(Refusals.Words(reply), Cast.Of(by).Key, after);
        foreach (var entry in changed)
        {
            foreach (var post in JsonNode.Parse(entry.Body.Span)?["owes"] as JsonArray ?? [])
            {
                foreach (var to in post!["to"]!.AsArray().Select(t => t!["place"]!))
                {
                    Told(post["card"]!.ToJsonString(), $"{to["platform"]}/{to["realm"]}/{$"{to["channel"]}".TrimStart('@')}", after);
                }
            }
        }
    }

    private static void Told(string words, string person, IReadOnlyList<Entry> store)
    {
        foreach (var match in Marks().Matches(words).DistinctBy(m => m.Value))
        {
            var (kind, number) = (match.Groups["kind"].Value, match.Groups["n"].Value);
            Assert.True(
                kind switch
                {
                    Affairs.Sealed => Cast.Everybody.Any(w => Cast.Of(w).Key == person && Who.OfSouth.HasFlag(w)),
                    Affairs.Nameless => false,
                    _ => Knows(kind, number, person, store),
                },
                $"{person} was told {match.Value}: {words}");
        }
    }

    private static bool Knows(string kind, string number, string person, IReadOnlyList<Entry> store)
    {
        var tension = store.Where(e => e.Kind == TensionKinds.Tension.Name).Select(e => TensionKinds.Tension.Read(e).State)
            .First(t => t.Matter?.What.StartsWith($"{Affairs.Written}{number} ", StringComparison.Ordinal) == true);
        var members = store.Where(e => e.Kind == Kinds.Member.Name && e.Key.Partition == World.Id).Select(e => Kinds.Member.Read(e).State);
        var people = new People(
            World.Id,
            Kinds.Partnership.Read(store.First(e => e.Key == Kinds.PartnershipKey(World.Id))).State,
            [.. members.Where(m => m is { Standing: Standing.Admitted, LinkedTo: null })],
            Agreed.Default);
        var account = Cast.Everybody.Select(Cast.Of).FirstOrDefault(p => p.Key == person);
        var view = account is null ? null : Viewpoint.Of(tension, people, people.IdOf(account));
        return view is not null && (tension.Course is null ? view.Side == Side.Raiser
            : view.Sees(Aspect.Words) || (kind == Affairs.Released && view.Sees(Aspect.Released)));
    }

    [GeneratedRegex($"(?<kind>{Affairs.Written}|{Affairs.Released}|{Affairs.Sealed}|{Affairs.Nameless})(?<n>[0-9]?)", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Marks();
}
