using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary>The members of a partnership.</summary>
public sealed class Members(IDocuments documents)
{
    private const int Page = 500;

    /// <summary>Those for whom it holds, at most so many.</summary>
    public async Task<IReadOnlyList<Document<Member>>> Where(
        string partnership, Func<Member, bool> holds, int take, CancellationToken cancellation)
    {
        var found = new List<Document<Member>>();
        for (var after = ""; ;)
        {
            var page = await documents.List(partnership, Kinds.Member.Name, after, Page, cancellation);
            found.AddRange(page.Select(Kinds.Member.Read).Where(m => holds(m.State)));
            if (page.Count < Page || found.Count >= take)
            {
                return [.. found.Take(take)];
            }

            after = page[^1].Key.Id;
        }
    }
}
