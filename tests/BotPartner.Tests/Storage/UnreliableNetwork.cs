using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace BotPartner.Tests.Storage;

/// <summary>What a request is about, as its method and path say.</summary>
internal enum Asked
{
    Create,
    Read,
    Replace,
    Delete,
    Query,
    Other,
}

/// <summary>The way to a Cosmos DB, on which things go wrong as they are told to, each once, in order.</summary>
internal sealed class UnreliableNetwork : DelegatingHandler
{
    private readonly ConcurrentQueue<(Asked Asked, Fault Fault)> faults = new();

    public UnreliableNetwork()
        : base(new SocketsHttpHandler())
    {
    }

    internal delegate Task<HttpResponseMessage> Fault(Func<Task<HttpResponseMessage>> send, CancellationToken cancellation);

    /// <summary>What the key has a right to.</summary>
    public Func<HttpRequestMessage, bool> Allowed { get; init; } = _ => true;

    /// <summary>What is never answered.</summary>
    public Func<HttpRequestMessage, bool> Silent { get; init; } = _ => false;

    /// <summary>A text in what the account says of itself, and what is read instead.</summary>
    public (string Text, string Instead)? Rewrite { get; init; }

    /// <summary>How many items the service puts on a page of a query, whatever it is asked for.</summary>
    public int? PageSize { get; set; }

    /// <summary>How many queries were sent, each page counting.</summary>
    public int Queries { get; private set; }

    /// <summary>The next such request goes wrong like this.</summary>
    public UnreliableNetwork On(Asked asked, Fault fault, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            faults.Enqueue((asked, fault));
        }

        return this;
    }

    /// <summary>Nothing goes wrong, this once.</summary>
    public static Fault None => (send, _) => send();

    /// <summary>The service says no, and does nothing.</summary>
    public static Fault Answer(int status, int afterMilliseconds = 0, string message = "", int subStatus = 0) =>
        (_, _) => Task.FromResult(Said(status, afterMilliseconds, message, subStatus));

    /// <summary>The request never arrives.</summary>
    public static Fault Break => (_, _) => throw new HttpRequestException("broken", new IOException("broken"));

    /// <summary>The request is carried out, then the line breaks, or somebody on the way makes up an answer.</summary>
    public static Fault Lose(int status = 0, Func<Task>? meanwhile = null) => async (send, _) =>
    {
        using var carriedOut = await send();
        Assert.True(carriedOut.IsSuccessStatusCode, $"{carriedOut.StatusCode}");
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        return status == 0 ? throw new HttpRequestException("broken", new IOException("broken")) : Said(status, 0, "", 0);
    };

    /// <summary>The request never arrives, and others do something meanwhile.</summary>
    public static Fault BreakWhile(Func<Task> meanwhile) => async (_, _) =>
    {
        await meanwhile();
        throw new HttpRequestException("broken", new IOException("broken"));
    };

    /// <summary>No answer ever comes.</summary>
    /// <param name="patienceEnds">Called when it is waited for.</param>
    /// <param name="carriedOut">Whether the request was carried out.</param>
    public static Fault Hang(Action patienceEnds, bool carriedOut) => async (send, cancellation) =>
    {
        if (carriedOut)
        {
            (await send()).Dispose();
        }

        patienceEnds();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        throw new InvalidOperationException("nobody waits any more");
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!Allowed(request))
        {
            return Said(403, 0, "Request blocked", 0);
        }

        if (Silent(request))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        var response = await Unreliably(request, cancellationToken);
        if (Rewrite is var (text, instead) && request.RequestUri!.AbsolutePath == "/" && response.IsSuccessStatusCode)
        {
            var said = await response.Content.ReadAsStringAsync(cancellationToken);
            Assert.Contains(text, said, StringComparison.Ordinal);
            response.Content = new StringContent(said.Replace(text, instead, StringComparison.Ordinal), Encoding.UTF8, "application/json");
        }

        return response;
    }

    private Task<HttpResponseMessage> Unreliably(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = Of(request);
        if (asked == Asked.Query)
        {
            Queries++;
            if (PageSize is { } size && request.Headers.Remove("x-ms-max-item-count"))
            {
                request.Headers.Add("x-ms-max-item-count", $"{size}");
            }
        }

        return faults.TryPeek(out var next) && next.Asked == asked && faults.TryDequeue(out next)
            ? next.Fault(() => base.SendAsync(request, cancellationToken), cancellationToken)
            : base.SendAsync(request, cancellationToken);
    }

    private static Asked Of(HttpRequestMessage request)
    {
        if (!request.RequestUri!.AbsolutePath.Contains("/docs", StringComparison.Ordinal))
        {
            return Asked.Other;
        }

        return request.Method.Method switch
        {
            "GET" => Asked.Read,
            "PUT" => Asked.Replace,
            "DELETE" => Asked.Delete,
            _ => request.Content?.Headers.ContentType?.MediaType == "application/query+json" ? Asked.Query : Asked.Create,
        };
    }

    private static HttpResponseMessage Said(int status, int afterMilliseconds, string message, int subStatus)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent($$"""{"code":"{{status}}","message":"{{message}}"}""", Encoding.UTF8, "application/json"),
        };
        if (afterMilliseconds > 0)
        {
            response.Headers.Add("x-ms-retry-after-ms", $"{afterMilliseconds}");
        }

        if (subStatus > 0)
        {
            response.Headers.Add("x-ms-substatus", $"{subStatus}");
        }

        return response;
    }
}
