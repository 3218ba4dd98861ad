using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace BotPartner.Benchmarks;

/// <summary>Writes what the bot would have written by the time all partners have joined and been admitted,
/// with its own kinds and its own store: putting thousands through the wire one by one would take long.</summary>
internal static class Seed
{
    private const int Together = 256;

    public static SqliteDocuments Open(string path) =>
        SqliteDocuments.Open(new SqliteOptions(path), TimeProvider.System, NullLogger<SqliteDocuments>.Instance);

    public static async Task Write(string path, IEnumerable<Assembly> assemblies, string teamsService)
    {
        await using var documents = Open(path);
        var now = TimeProvider.System.Now();
        foreach (var assembly in assemblies)
        {
            Place[] places =
            [
                new("slack", Names.SlackTeam, assembly.SlackChannel, PlaceKind.Channel),
                new("teams", Names.Tenant, assembly.TeamsChannel, PlaceKind.Channel) { Route = teamsService },
            ];
            foreach (var place in places)
            {
                await Save(documents, Kinds.Place, Kinds.PlaceKey(place), new PlaceRecord(place) { PartnershipId = assembly.Id, Greeted = true });
            }

            await Save(
                documents,
                Kinds.Partnership,
                Kinds.PartnershipKey(assembly.Id),
                new Partnership("Benchmark " + assembly.Word, "Europe/Paris", [assembly.Steward], [.. places.Select(p => new Link(p, "en"))], now));
            await Parallel.ForEachAsync(
                Enumerable.Range(assembly.First, assembly.Count),
                new ParallelOptions { MaxDegreeOfParallelism = Together },
                async (voter, _) => await Admit(documents, assembly, voter, now));
        }
    }

    private static async Task Admit(SqliteDocuments documents, Assembly assembly, int voter, Instant now)
    {
        var person = assembly.Delegate(voter);
        var name = Names.Partner(voter);
        var partner = Partner.IdOf(name);
        await Save(
            documents, Kinds.Partner, Kinds.PartnerKey(assembly.Id, partner), new Partner(name, "civil-society", "Africa") { FocalPoint = person }, Key.Hash("add" + name));

        var key = Kinds.MemberKey(assembly.Id, person);
        var delivered = new Dictionary<string, Delivery>
        {
            [Delivery.Key("ask", assembly.Steward.Direct)] = new($"D{Names.Number(voter)}/1792345678.000100", now.ToUnixTimeMilliseconds(), now),
            [Delivery.Key("admitted", person.Direct)] = new($"D{Names.Number(voter)}/1792345678.000200", now.ToUnixTimeMilliseconds() + 1, now),
        };
        var member = new Member(person, partner, name, Standing.Admitted, now) { Delegate = true, FocalPoint = true };
        await Save(documents, Kinds.Member.New(key, member) with { Seen = [Key.Hash("join" + name)], Delivered = delivered }, Kinds.Member);
        await Save(documents, Kinds.Person, Kinds.PersonKey(person), new PersonRecord([assembly.Id]));
    }

    private static Task Save<T>(SqliteDocuments documents, Kind<T> kind, Key key, T state, string? seen = null) =>
        Save(documents, kind.New(key, state) with { Seen = seen is null ? [] : [seen] }, kind);

    private static async Task Save<T>(SqliteDocuments documents, Document<T> document, Kind<T> kind)
    {
        if (await documents.Save(kind.Write(document), CancellationToken.None) is null)
        {
            throw new InvalidOperationException($"{document.Key} was there already");
        }
    }
}
