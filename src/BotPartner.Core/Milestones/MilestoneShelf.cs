using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Milestones;

/// <summary>The milestones of a partnership, and their celebrations.</summary>
public sealed class MilestoneShelf(IDocuments documents, Change change)
{
    private const int Page = 200;

    /// <summary>All milestones, in the order of their numbers.</summary>
    public IAsyncEnumerable<Milestone> All(string partnership, CancellationToken cancellation) => Every(MilestoneKinds.Milestone, partnership, cancellation);

    /// <summary>All celebrations that stand, in the order of their numbers.</summary>
    public async IAsyncEnumerable<Celebration> Celebrations(string partnership, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var celebration in Every(MilestoneKinds.Celebration, partnership, cancellation))
        {
            if (!celebration.TakenBack)
            {
                yield return celebration;
            }
        }
    }

    /// <summary>A milestone; null if there is none.</summary>
    public Task<Document<Milestone>?> Find(string partnership, int number, CancellationToken cancellation) =>
        change.Load(MilestoneKinds.Milestone, MilestoneKinds.Key(partnership, number), cancellation);

    /// <summary>A celebration; null if there is none.</summary>
    public Task<Document<Celebration>?> Celebration(string partnership, int number, CancellationToken cancellation) =>
        change.Load(MilestoneKinds.Celebration, MilestoneKinds.CelebrationKey(partnership, number), cancellation);

    /// <summary>Creates a milestone under the next number, one to a request however often it arrives.</summary>
    public async Task<Changed<Milestone>> Create(string partnership, Request request, Func<int, Milestone> of, CancellationToken cancellation)
    {
        var mark = Change.Mark(request);
        var number = 0;
        await foreach (var entry in documents.All(partnership, MilestoneKinds.Milestone.Name, Page, cancellation))
        {
            var earlier = MilestoneKinds.Milestone.Read(entry);
            if (earlier.Seen.Contains(mark))
            {
                return new(earlier, Repeated: true);
            }

            number = earlier.State.Number;
        }

        while (true)
        {
            number++;
            var made = await change.Run(
                MilestoneKinds.Milestone,
                MilestoneKinds.Key(partnership, number),
                request,
                current => current is null ? MilestoneKinds.Milestone.New(MilestoneKinds.Key(partnership, number), of(number)) with { Wake = request.At } : new Verdict<Milestone>.Leave(),
                cancellation);
            if (made.Refusal is not null || made.Repeated || made.Document?.Seen.Contains(mark) == true)
            {
                return made;
            }
        }
    }

    private async IAsyncEnumerable<T> Every<T>(Kind<T> kind, string partnership, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var entry in documents.All(partnership, kind.Name, Page, cancellation))
        {
            yield return kind.Read(entry).State;
        }
    }
}
