using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Milestones;

/// <summary><c>milestone edit 3</c>: the form with what stands. Only what was changed in it is written, so that two who edit at once keep both.</summary>
public sealed class EditMilestone(FindMilestone find, Change change, MilestoneFields fields, FollowMilestone follow) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("milestone.edit", (said, rest, ct) => Ask(said, Numbered.Split(rest).Number, rest, ct)),
        new Route.Press(MilestoneForm.EditId, (pressed, ct) => Ask(pressed, BallotForm.NumberIn(pressed.Args), "", ct)),
        new Route.Submit(MilestoneForm.EditId, Edit),
    ];

    private async Task<Reply> Ask(Request request, int number, string typed, CancellationToken cancellation)
    {
        var (seat, found, refused) = await find.Changing(request, number, Numbered.Split(typed).Words, cancellation);
        return found is null
            ? refused!
            : seat!.Answer(new Reply.Open(MilestoneForm.Edit(seat.Id, number, Of(found.State), await fields.Partners(seat.Id, cancellation), found.State.Done is not null)));
    }

    private async Task<Reply> Edit(Request.Submitted form, CancellationToken cancellation)
    {
        var number = BallotForm.NumberIn(form.Args);
        var draft = AddMilestone.Filled(form);
        var (seat, found, refused) = await find.Changing(form, number, string.Join('\n', form.Values.Where(v => v.Key != "owners").Select(v => v.Value)), cancellation);
        if (found is null)
        {
            return refused!;
        }

        var partners = await fields.Partners(seat!.Id, cancellation);
        var kept = MilestoneForm.Fields(Drafted.Blank, partners, done: true).Where(f => Held.Kept(form.Args, f, form.Values.GetValueOrDefault(f.Id))).Select(f => f.Id).ToHashSet();
        var today = FindMilestone.Today(seat, form.At);
        var read = await fields.Read(seat.Id, draft, today, kept, cancellation);
        if (read.Problems.Count > 0)
        {
            return seat.Answer(new Reply.Correct(
                MilestoneForm.Edit(seat.Id, number, draft, partners, found.State.Done is not null, form.Args.GetValueOrDefault(Held.Arg, "")), read.Problems));
        }

        var edited = await change.Run(
            MilestoneKinds.Milestone,
            found.Key,
            form,
            current => current is null ? Refusal.Of("refusal.milestone.none", ("n", number)) : Into(current, draft, read, kept, form),
            cancellation);
        if (edited.Document is not { State: var milestone } || edited.Refusal is not null)
        {
            return seat.Answer(edited.Refusal!.ToReply());
        }

        await follow.Follow(found.Key, cancellation);
        return seat.Answer(new Reply.Show(MilestoneCards.One(seat, milestone, today, Text.Say("milestone.edited", ("n", number)))));
    }

    /// <summary>The milestone with what was changed in the form. Pure.</summary>
    private static Verdict<Milestone> Into(Document<Milestone> current, Drafted draft, Understood read, HashSet<string> kept, Request.Submitted form)
    {
        string? Words(string field, string typed, string? standing) => kept.Contains(field) ? standing : typed.Length > 0 ? typed : null;
        var was = current.State;
        var next = was with
        {
            Title = kept.Contains("title") ? was.Title : draft.Title,
            On = kept.Contains("on") ? was.On : MilestoneFields.Iso(read.On!.Value),
            Owners = kept.Contains("owners") ? was.Owners : read.Owners,
            Indicator = Words("indicator", draft.Indicator, was.Indicator),
            Decision = kept.Contains("decision") ? was.Decision : read.Decision,
            Done = was.Done is { } done ? done with { Measured = Words("measured", draft.Measured, done.Measured) } : was.Done,
        };
        return next == was
            ? new Verdict<Milestone>.Leave()
            : CompleteMilestone.Changed(current, next.On == was.On ? next : next with { Planned = form.At, Reminded = [] }, form.At);
    }

    private static Drafted Of(Milestone milestone) => new(
        milestone.Title,
        milestone.On,
        string.Join(',', milestone.Owners.Select(o => o.PartnerId)),
        milestone.Indicator ?? "",
        milestone.Decision?.ToString() ?? "")
    {
        Measured = milestone.Done?.Measured ?? "",
    };
}
