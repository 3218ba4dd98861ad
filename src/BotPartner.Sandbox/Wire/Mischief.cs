namespace BotPartner.Sandbox.Wire;

/// <summary>How a simulated service misbehaves when told to. A route is <c>PUT /activities</c> (method and part of the path),
/// <c>chat.update</c> (part of the path) or <c>*</c>. The earliest prank that fits and is not used up comes first; delays add up.</summary>
public sealed class Mischief(Dice dice)
{
    private readonly Lock gate = new();
    private readonly List<Prank> pranks = [];
    private readonly List<(string Route, int Extra)> duplicates = [];
    private readonly List<(Func<Task> Send, int Order)> held = [];
    private int window;

    /// <summary>Answers late.</summary>
    public Mischief Delay(string route, TimeSpan by, int times = int.MaxValue) => Add(new(Fits(route), times) { By = by });

    /// <summary>Cuts the connection before anything is done.</summary>
    public Mischief Drop(string route, int times = 1) => Add(new(Fits(route), times) { Cut = true });

    /// <summary>Does the work, then cuts the connection instead of answering.</summary>
    public Mischief LoseAnswer(string route, int times = 1) => Add(new(Fits(route), times) { Lose = true });

    /// <summary>Does nothing and answers so, e.g. 429 with or without <paramref name="retryAfter"/> (seconds), 500, 503.</summary>
    public Mischief Answer(string route, int status, int times = 1, int? retryAfter = null, string body = "{}") =>
        Answer(Fits(route), status, times, retryAfter, body);

    /// <summary>Does nothing and answers so, where the request fits.</summary>
    public Mischief Answer(Func<WireRequest, bool> when, int status, int times = 1, int? retryAfter = null, string body = "{}") =>
        Add(new(when, times) { Instead = new(status, body) { RetryAfter = retryAfter } });

    /// <summary>Sends each request to the bot more than once; the person sees the answer to the first.</summary>
    public Mischief Duplicate(string route = "*", int extra = 1)
    {
        lock (gate)
        {
            duplicates.Add((route, extra));
        }

        return this;
    }

    /// <summary>Holds requests to the bot until <paramref name="of"/> wait, then sends them one after the other in a seeded disorder.
    /// Start the acts without awaiting each; <see cref="Release"/> sends the rest.</summary>
    public Mischief Shuffle(int of)
    {
        lock (gate)
        {
            window = of;
        }

        return this;
    }

    /// <summary>Sends what is held, shuffled.</summary>
    public async Task Release()
    {
        (Func<Task> Send, int Order)[] ready;
        lock (gate)
        {
            // Sorted first: which thread came first must not decide what the seed decides.
            ready = dice.Shuffled(held.OrderBy(h => h.Order));
            held.Clear();
        }

        foreach (var (send, _) in ready)
        {
            await send();
        }
    }

    /// <summary>Behaves again; sends what was held.</summary>
    public Task Stop()
    {
        lock (gate)
        {
            pranks.Clear();
            duplicates.Clear();
            window = 0;
        }

        return Release();
    }

    internal async Task<WireAnswer?> Serve(WireRequest request, Func<Task<WireAnswer>> serve, TimeProvider time, CancellationToken cancellation)
    {
        var (by, prank) = Next(request);
        if (by > TimeSpan.Zero)
        {
            await Task.Delay(by, time, cancellation);
        }

        if (prank is { Cut: true } or { Instead: not null })
        {
            return prank.Instead;
        }

        var answer = await serve();
        return prank is { Lose: true } ? null : answer;
    }

    internal async Task<Delivered> Send(Outgoing request, Func<Task<Delivered>> send)
    {
        int copies;
        bool hold;
        lock (gate)
        {
            copies = 1 + duplicates.Where(d => Fits(d.Route, "POST", request.Path)).Sum(d => d.Extra);
            hold = window > 1;
        }

        var first = new TaskCompletionSource<Delivered>(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var i = 0; i < copies; i++)
        {
            async Task Once()
            {
                try
                {
                    first.TrySetResult(await send());
                }
                catch (OperationCanceledException)
                {
                    first.TrySetCanceled();
                }
            }

            if (!hold)
            {
                await Once();
                continue;
            }

            bool full;
            lock (gate)
            {
                held.Add((Once, held.Count));
                full = held.Count >= window;
            }

            if (full)
            {
                await Release();
            }
        }

        return await first.Task;
    }

    private (TimeSpan By, Prank? Prank) Next(WireRequest request)
    {
        lock (gate)
        {
            var by = TimeSpan.Zero;
            Prank? chosen = null;
            foreach (var prank in pranks.Where(p => p.Left > 0 && p.When(request)))
            {
                if (prank.By > TimeSpan.Zero)
                {
                    by += prank.By;
                }
                else if (chosen is null)
                {
                    chosen = prank;
                }
                else
                {
                    continue;
                }

                prank.Left--;
            }

            return (by, chosen);
        }
    }

    private Mischief Add(Prank prank)
    {
        lock (gate)
        {
            pranks.Add(prank);
        }

        return this;
    }

    private static Func<WireRequest, bool> Fits(string route) => r => Fits(route, r.Method, r.Path);

    private static bool Fits(string route, string method, string path) => route.Split(' ', 2) switch
    {
        ["*"] => true,
        [var part] => path.Contains(part, StringComparison.Ordinal),
        [var verb, var part] => verb == method && path.Contains(part, StringComparison.Ordinal),
        _ => false,
    };

    private sealed class Prank(Func<WireRequest, bool> when, int times)
    {
        public Func<WireRequest, bool> When { get; } = when;

        public int Left { get; set; } = times;

        public TimeSpan By { get; init; }

        public bool Cut { get; init; }

        public bool Lose { get; init; }

        public WireAnswer? Instead { get; init; }
    }
}
