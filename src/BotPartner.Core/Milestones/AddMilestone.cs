using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Milestones;

/// <summary><c>milestone add TITLE by DATE [owner PARTNER] [| indicator WORDS] [| decision 12]</c>, or the form.</summary>
public sealed class AddMilestone(FindMilestone find, MilestoneShelf shelf, MilestoneFields fields, MilestoneWords words) : IFeature
{
    private static readonly HashSet<string> None = [];

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("milestone.add", (said, rest, ct) => rest.Length == 0 ? Ask(said, ct) : Typed(said, rest, ct)) { Order = 131 },
        new Route.Press(MilestoneForm.AddId, Ask),
        new Route.Submit(MilestoneForm.AddId, (form, ct) => Add(form, Filled(form), string.Join('\n', form.Values.Values), ct)),
    ];

    /// <summary>What was filled in.</summary>
    public static Drafted Filled(Request.Submitted form)
    {
        ArgumentNullException.ThrowIfNull(form);
        string Value(string id) => form.Values.GetValueOrDefault(id, "").Trim();
        return new(Value("title").ReplaceLineEndings(" "), Value("on"), Value("owners"), Value("indicator"), Value("decision")) { Measured = Value("measured") };
    }

    private async Task<Reply> Ask(Request request, CancellationToken cancellation)
    {
        var (seat, refused) = await find.Member(request, "", cancellation);
        return seat is null
            ? refused!
            : seat.Answer(new Reply.Open(MilestoneForm.Add(
                seat.Id, Drafted.Blank with { Owners = seat.Member is { Standing: Standing.Admitted } member ? member.PartnerId : "" }, await fields.Partners(seat.Id, cancellation))));
    }

    private async Task<Reply> Typed(Request.Said said, string typed, CancellationToken cancellation)
    {
        var (seat, refused) = await find.Member(said, typed, cancellation);
        return seat is null ? refused! : await Add(said, words.Parse(typed.ReplaceLineEndings(" "), FindMilestone.Today(seat, said.At)), typed, cancellation);
    }

    private async Task<Reply> Add(Request request, Drafted draft, string typed, CancellationToken cancellation)
    {
        var (seat, refused) = await find.Member(request, typed, cancellation);
        if (seat is null)
        {
            return refused!;
        }

        var read = await fields.Read(seat.Id, draft, FindMilestone.Today(seat, request.At), None, cancellation);
        if (read.Problems.Count > 0)
        {
            var ids = draft with { Owners = read.Owners.Count > 0 ? string.Join(',', read.Owners.Select(o => o.PartnerId)) : draft.Owners };
            return seat.Answer(new Reply.Correct(MilestoneForm.Add(seat.Id, ids, await fields.Partners(seat.Id, cancellation)), read.Problems));
        }

        var made = await shelf.Create(
            seat.Id,
            request,
            number => new(number, draft.Title, MilestoneFields.Iso(read.On!.Value), request.Person, request.At)
            {
                Indicator = draft.Indicator.Length > 0 ? draft.Indicator : null,
                Owners = read.Owners,
                Decision = read.Decision,
                Planned = request.At,
            },
            cancellation);
        return seat.Answer(made.Document is { State: var milestone }
            ? new Reply.Show(MilestoneCards.One(seat, milestone, FindMilestone.Today(seat, request.At), Text.Say("milestone.added", ("n", milestone.Number))))
            : made.Refusal!.ToReply());
    }
}
