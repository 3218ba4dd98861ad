using System.Text.Encodings.Web;
using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime.Text;

namespace BotPartner.Core.Privacy;

/// <summary>Writes down what is kept of a person: memberships, roles, settings, and the ballots that they cast themself.</summary>
public sealed class PersonFiles(IDocuments documents, Change change, Ballots ballots) : IFiles
{
    /// <summary>The form of what is written.</summary>
    public const string Format = "botpartner.person/1";

    private const string Prefix = "me/";
    private const string Partition = "person";
    private const int Page = 200;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>The file of a person; null if nothing is kept.</summary>
    /// <param name="id">The hash of their account.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Reply.File?> Of(string id, CancellationToken cancellation) => await Known(id, cancellation) is { Partnerships.Count: > 0 }
        ? new("my-data.json", "application/json", (to, ct) => Write(id, to, ct), Text.Say("export.me.file"), new(Partition, Prefix + id))
        : null;

    /// <summary>The file that a source names; null if there is none.</summary>
    public Task<Reply.File?> Find(FileSource source, CancellationToken cancellation) =>
        source.Partnership == Partition && source.What.StartsWith(Prefix, StringComparison.Ordinal) ? Of(source.What[Prefix.Length..], cancellation) : Task.FromResult<Reply.File?>(null);

    private async Task<PersonRecord?> Known(string id, CancellationToken cancellation) =>
        (await change.Load(Kinds.Person, Kinds.PersonKey(id), cancellation))?.State;

    private async Task Write(string id, Stream to, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(to, Relaxed);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteStartArray("partnerships");
        foreach (var partnership in (await Known(id, cancellation))?.Partnerships ?? [])
        {
            var state = (await change.Load(Kinds.Partnership, Kinds.PartnershipKey(partnership), cancellation))?.State;
            var own = (await change.Load(Kinds.Member, Kinds.MemberKey(partnership, id), cancellation))?.State;
            var member = own?.LinkedTo is { } first ? (await change.Load(Kinds.Member, Kinds.MemberKey(partnership, first), cancellation))?.State : own;
            json.WriteStartObject();
            json.WriteString("partnership", state?.Name);
            json.WriteBoolean("steward", state?.Stewards.Any(s => Is(s, id, member)) == true);
            json.WriteBoolean("facilitator", state?.Facilitators?.Any(s => Is(s, id, member)) == true);
            if (member is not null)
            {
                Member(json, member, own!);
                await Acts(json, partnership, member, cancellation);
            }

            await PersonTensions.Write(json, documents, partnership, p => Is(p, id, member), cancellation);
            await PersonPrinciples.Write(json, documents, partnership, p => Is(p, id, member), cancellation);
            await PersonMilestones.Write(json, documents, partnership, p => Is(p, id, member), [.. (member?.Everywhere ?? []).Select(a => Key.Hash(a.Key)).Append(id).Distinct()], cancellation);

            json.WriteEndObject();
            await json.FlushAsync(cancellation);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
    }

    private static bool Is(Person person, string id, Member? member) => Key.Hash(person.Key) == id || member?.Everywhere.Any(a => a.Key == person.Key) == true;

    private static void Member(Utf8JsonWriter json, Member member, Member own)
    {
        json.WriteString("speaksFor", member.PartnerName);
        json.WriteString("standing", member.Standing.ToString());
        json.WriteString("since", InstantPattern.ExtendedIso.Format(member.Since));
        json.WriteBoolean("delegate", member.Delegate);
        json.WriteBoolean("focalPoint", member.FocalPoint);
        json.WriteBoolean("reminders", !own.NoReminders);
        json.WriteStartArray("accounts");
        foreach (var account in member.Everywhere)
        {
            json.WriteStartObject();
            json.WriteString("platform", account.Platform);
            json.WriteString("realm", account.Realm);
            json.WriteString("user", account.User);
            json.WriteString("name", account.Name);
            json.WriteString("language", account.Language);
            json.WriteString("timeZone", account.TimeZone);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What they put to the partners, and the ballots that stand as theirs. Of an anonymous one nobody knows whose it is, nor can it be said here.</summary>
    private async Task Acts(Utf8JsonWriter json, string partnership, Member member, CancellationToken cancellation)
    {
        json.WriteStartArray("decisions");
        await foreach (var entry in documents.All(partnership, DecisionKinds.Decision.Name, Page, cancellation))
        {
            await Act(json, partnership, member, DecisionKinds.Decision.Read(entry).State, cancellation);
        }

        json.WriteEndArray();
    }

    private async Task Act(Utf8JsonWriter json, string partnership, Member member, Decision decision, CancellationToken cancellation)
    {
        var proposed = member.Everywhere.Any(a => a.Key == decision.Proposer.Key);
        var voter = Franchise.VoterOf(decision.Terms, member);
        var said = new List<(int Round, Ballot Ballot)>();
        var tookPart = false;
        for (var round = 1; round <= decision.Round; round++)
        {
            if (await ballots.Fixed(DecisionKinds.Key(partnership, decision.Number), round, cancellation) is var (boxes, _)
                && await ballots.Box(DecisionKinds.BoxKey(partnership, decision.Number, Electorate.BoxOf(voter, boxes), round), cancellation) is { } box)
            {
                tookPart |= decision.Terms.OfMembers && box.Urn?.TookPart.Contains(voter) == true;
                if (box.Standing(voter, member.Id) is { } ballot && ballot.Speaker == member.Id)
                {
                    said.Add((round, ballot));
                }
            }
        }

        if (!proposed && !tookPart && said.Count == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("number", decision.Number);
        json.WriteString("text", decision.Text);
        json.WriteBoolean("proposed", proposed);
        if (tookPart)
        {
            json.WriteBoolean("tookPart", true);
        }

        json.WriteStartArray("ballots");
        foreach (var (round, ballot) in said)
        {
            json.WriteStartObject();
            json.WriteNumber("round", round);
            json.WriteString("choice", ballot.Choice);
            json.WriteString("reason", ballot.Reason);
            json.WriteString("at", InstantPattern.ExtendedIso.Format(ballot.At));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
