using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Benchmarks;

/// <summary>Opens the boxes after the bot was killed: each voter's last acknowledged ballot must lie there, once.</summary>
internal static class Recount
{
    public static async Task<(int Acknowledged, int Counted, int Wrong)> Of(string store, Assembly assembly, int decision, IReadOnlyList<int> acknowledged)
    {
        await using var documents = Seed.Open(store);
        return await Of(documents, assembly, decision, acknowledged);
    }

    public static async Task<(int Acknowledged, int Counted, int Wrong)> Of(IDocuments documents, Assembly assembly, int decision, IReadOnlyList<int> acknowledged)
    {
        var ballots = new Ballots(documents, new Change(documents, new DueSignal()));
        var found = Ballots.Voices(await ballots.Of(assembly.Id, decision, CancellationToken.None)).Where(v => v.Ballot is not null).ToDictionary(v => v.Voter.Id, v => v.Ballot!);
        var wrong = Enumerable.Range(0, assembly.Count).Count(place =>
            acknowledged[place] >= 0
            && found.GetValueOrDefault(Partner.IdOf(Names.Partner(assembly.First + place)))?.Choice != Votes.Choices[acknowledged[place]]);
        return (acknowledged.Count(a => a >= 0), found.Count, wrong);
    }
}
